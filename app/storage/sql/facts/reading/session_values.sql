-- Part of open_days: the values of sessions, for open_events.
-- Slots: session_columns (expressions on sessions). Parameters: $website; $seen_from (of the events), $end (UTC).
LEFT JOIN (
    SELECT session, {session_columns}
    FROM all_sessions
    WHERE website = $website
        AND started_at < $end
        AND ended_at >= $seen_from
        AND session IN (SELECT session FROM open_events)
) AS values_of_sessions USING (session)
