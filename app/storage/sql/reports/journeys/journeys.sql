-- Most frequent paths from the first event of a session that matches the anchor. Events are read twice, whatever the
-- depth: for the anchors, then for the nodes nearest to them.
-- Slots: matching_sessions, in_window, anchor, is_node (conditions on events); is_beyond (condition on position and
-- anchored); merged (QUALIFY, or nothing); nearest (list of nodes). Parameters: $depth (nodes of a path);
-- $branches (paths).
-- Columns: nodes; sessions; total (sessions of all paths).
WITH anchors AS MATERIALIZED (
    SELECT session, min(ROW(ts, seq)) AS anchored FROM events WHERE {matching_sessions} AND {anchor} GROUP BY session
),
steps AS (
    SELECT session,
           CASE WHEN kind = 'event' THEN event_name
                WHEN ends_with(path, '/') AND path <> '/' AND NOT ends_with(path, '//') THEN left(path, -1)
                ELSE path END AS node,
           ROW(ts, seq) AS position,
           anchored
    FROM events JOIN anchors USING (session)
    WHERE {in_window} AND {is_node}
    {merged}
),
paths AS (
    SELECT session, {nearest} AS nodes FROM steps WHERE {is_beyond} GROUP BY session
)
SELECT nodes, count(*) AS sessions, (sum(count(*)) OVER ())::BIGINT AS total
FROM (SELECT coalesce(nodes, []) AS nodes FROM anchors LEFT JOIN paths USING (session))
GROUP BY nodes
ORDER BY sessions DESC, array_to_string(nodes, '|'), nodes
LIMIT $branches;
