-- Most frequent paths from the first event of a session that matches the anchor.
-- Slots: paths (query). Parameters: $branches (paths), and those of the slot.
-- Columns: nodes; sessions; total (sessions of all paths).
SELECT arrayMap(step -> step.5, steps) AS nodes, count() AS sessions, sum(count()) OVER () AS total
FROM ({paths})
GROUP BY nodes
ORDER BY sessions DESC, arrayStringConcat(nodes, '|'), nodes
LIMIT $branches
