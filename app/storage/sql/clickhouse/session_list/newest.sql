-- Time of the newest event of a website (UTC), 1970 without one. Events lie in order of days.
SELECT max(ts)
FROM events
WHERE site = $website AND toDate(ts) = (
    SELECT toDate(ts) FROM events WHERE site = $website ORDER BY site DESC, toDate(ts) DESC LIMIT 1
)
