-- Sessions that were under way at $as_of (UTC) and have had more events since, all in one row.
-- Columns: list of their numbers, null without one; start of the oldest of them (UTC).
SELECT list(session), min(started_at)
FROM all_sessions
WHERE website = $website AND started_at <= $as_of AND ended_at > $as_of;
