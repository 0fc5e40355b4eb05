-- List the ranges of facts. Columns: those of fact_ranges.
SELECT website, zone, includes_bots, rules, floor, since, until, ends, daily_events, part_until FROM fact_ranges;
