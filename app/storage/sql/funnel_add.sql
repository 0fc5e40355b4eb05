-- Add a funnel without its steps to the website of key $website, if it is still there. $at: UTC.
INSERT INTO funnels
SELECT $id, key, $name, $any_order, $window_seconds, $at, $at FROM websites WHERE key = $website
RETURNING id;
