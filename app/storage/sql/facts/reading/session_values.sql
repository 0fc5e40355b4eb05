-- Part of open_visitors: the values of sessions, for their events.
-- Slots: session_columns (expressions on sessions). Parameters: $website; $seen_from (of the events), $end (UTC).
LEFT JOIN (
    SELECT session AS key, {session_columns}
    FROM all_sessions WHERE website = $website AND started_at < $end AND ended_at >= $seen_from
) AS values_of_sessions ON values_of_sessions.key = chosen.session
