-- The most frequent paths from the first place where a session meets the anchor. Events are read twice, whatever the
-- depth: for the anchors, then for the nodes nearest to them. $depth: most nodes of a path. $branches: most paths.
-- Slots: chosen, inside, anchor, shown (conditions on events: of chosen sessions, of the window, the anchor, nodes);
-- is_beyond (condition on place and anchored); merged (QUALIFY, or nothing); nearest (list of nodes). Columns: nodes;
-- sessions; total (sessions of all paths).
WITH anchors AS MATERIALIZED (
    SELECT session, min(ROW(ts, seq)) AS anchored FROM events WHERE {matching_sessions} AND {anchor} GROUP BY session
),
steps AS (
    SELECT session,
           CASE WHEN kind = 'event' THEN event_name
                WHEN ends_with(path, '/') AND path <> '/' AND NOT ends_with(path, '//') THEN left(path, -1)
                ELSE path END AS node,
           ROW(ts, seq) AS place,
           anchored
    FROM events JOIN anchors USING (session)
    WHERE {in_window} AND {shown}
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
