-- Highest number of a session or visitor that a row refers to, 0 without any. $limit: numbers from there on are left out.
SELECT coalesce(max(number), 0)
FROM (
    SELECT max(session) AS number FROM all_sessions WHERE session < $limit
    UNION ALL
    SELECT max(visitor) FROM client_visitors WHERE visitor < $limit
    UNION ALL
    SELECT max(visitor) FROM first_visits WHERE visitor < $limit
);
