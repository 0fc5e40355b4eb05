-- List the ranges of facts with events from $instant (UTC) on. Columns: those of fact_ranges.
SELECT website, zone, includes_bots, rules, floor, since, until, ends, daily_events, part_until FROM fact_ranges
WHERE coalesce(part_until, ends) > $instant;
