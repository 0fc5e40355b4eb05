-- Count what was read. Columns: events; pageviews; visitors; sessions; bots; start_us, end_us (null without events).
SELECT
    count(*), count(*) FILTER (kind = 'pageview'), count(DISTINCT visitor),
    (SELECT coalesce(max(session) + 1, 0) FROM places),
    count(*) FILTER (is_bot), min(at_us), max(at_us)
FROM events;
