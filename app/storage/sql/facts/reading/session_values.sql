-- Part of open_days: the values of sessions, for open_events.
-- Slots: session_columns (expressions on sessions); was_seen (condition on sessions with these events).
-- Parameters: $website; $end (of the events, UTC).
LEFT JOIN (
    SELECT session, {session_columns}
    FROM all_sessions
    WHERE website = $website
        AND started_at < $end
        AND {was_seen}
        AND session IN (SELECT session FROM open_events)
) AS values_of_sessions USING (session)
