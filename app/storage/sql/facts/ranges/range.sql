-- Get the range of a website's facts. Columns: those of fact_ranges; no row while it has no facts.
SELECT website, zone, includes_bots, rules, floor, since, until, ends, daily_events, part_until FROM fact_ranges WHERE website = $website;
