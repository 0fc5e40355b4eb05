-- Part of the journey statements: the sessions with the anchor, and their paths from the first event that matches it.
-- Events are read twice, whatever the depth: for the anchors, then for the nodes nearest to them.
-- Slots: matching_sessions, in_window, anchor, is_node (conditions on events); is_beyond (condition on position and
-- anchored); merged (QUALIFY, or nothing); nodes, tagged (lists of these columns; tagged begins with `e` for an event, else `p`).
-- Parameters: $depth (nodes of a path).
anchors AS MATERIALIZED (
    SELECT session, min(ROW(ts, seq)) AS anchored FROM events WHERE {matching_sessions} AND {anchor} GROUP BY session
),
steps AS (
    SELECT session,
           CASE WHEN kind = 'event' THEN event_name
                WHEN ends_with(path, '/') AND path <> '/' AND NOT ends_with(path, '//') THEN left(path, -1)
                ELSE path END AS node,
           CASE WHEN kind = 'event' THEN 'e' ELSE 'p' END || node AS tagged,
           ROW(ts, seq) AS position,
           anchored
    FROM events JOIN anchors USING (session)
    WHERE {in_window} AND {is_node}
    {merged}
),
paths AS (
    SELECT session, {nodes} AS nodes, {tagged} AS tagged FROM steps WHERE {is_beyond} GROUP BY session
)
