-- Most frequent paths from the first event of a session that matches the anchor.
-- Slots: paths (reports/journeys/paths.sql). Parameters: $branches (paths), and those of the slot.
-- Columns: nodes; sessions; total (sessions of all paths).
WITH {paths}
SELECT nodes, count(*) AS sessions, (sum(count(*)) OVER ())::BIGINT AS total
FROM (SELECT coalesce(nodes, []) AS nodes FROM anchors LEFT JOIN paths USING (session))
GROUP BY nodes
ORDER BY sessions DESC, array_to_string(nodes, '|'), nodes
LIMIT $branches;
