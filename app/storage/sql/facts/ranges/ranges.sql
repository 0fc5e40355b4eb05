-- List the ranges of facts. Columns: those of fact_ranges.
SELECT website, zone, includes_bots, rules, floor, since, until, ends, daily_events FROM fact_ranges;
