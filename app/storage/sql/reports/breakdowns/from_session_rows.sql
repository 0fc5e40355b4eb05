-- Part of rows, rows_before and first_rows, where rows of sessions answer: a session that lies wholly in the window and
-- kept its context has everything in its own row, and there are far fewer sessions than events. Events are read only for
-- the other sessions.
-- Slots: part (query on the two tables below); event_columns (of events, that it needs, each with a comma after it);
-- session_values (expressions on sessions that it needs, each with a name and a comma before it); from_own_row (condition
-- on the rows of whole sessions, for more of them to be answered by events); other_events (condition on events);
-- whole_sessions, other_sessions, bots (conditions on sessions).
-- Columns: those of the part.
WITH wholes AS (
    SELECT *, {is_bounce} AS is_bounce, epoch_us(ended_at) - epoch_us(started_at) AS duration_us {session_values}
    FROM all_sessions WHERE {whole_sessions} AND {from_own_row}
),
others AS MATERIALIZED (
    SELECT *
    FROM (
        SELECT {event_columns} visitor, session, (kind = 'pageview')::INTEGER AS pageviews
        FROM events WHERE {other_events}
    )
    JOIN (
        SELECT session,
               CASE WHEN {bots} THEN {is_bounce} END AS is_bounce,
               CASE WHEN {bots} THEN epoch_us(ended_at) - epoch_us(started_at) END AS duration_us
               {session_values}
        FROM all_sessions WHERE ({other_sessions}) OR ({whole_sessions} AND NOT ({from_own_row}))
    ) USING (session)
)
{part}
