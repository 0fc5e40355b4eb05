-- Add the range of a website's facts. Parameters: the columns of fact_ranges.
INSERT INTO fact_ranges (website, zone, includes_bots, rules, floor, since, until, ends, daily_events, part_until)
VALUES ($website, $zone, $includes_bots, $rules, $floor, $since, $until, $ends, $daily_events, $part_until);
