-- Part of cohorts: first visits in the window, of sessions that may be deleted.
UNION ALL
SELECT visitor, first_at, NULL, NULL, NULL
FROM first_visits
WHERE website = $website AND first_at >= $start AND first_at < $cohorts_end
