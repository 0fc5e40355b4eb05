-- Sessions that went from one node to the next, step by step away from the anchor, with the most frequent nodes of each
-- step by name and the rest as one; before them, the rows of reports/journeys/journeys from the same reading.
-- Slots: paths (reports/journeys/paths.sql); outward (the nodes, nearest to the anchor first; of those in this order, the
-- nodes in the order of time). Parameters: $most (nodes of a step that have a name), $branches (paths), and those of the
-- slot.
-- Columns: step (from 1; 0 for a path); path, total (sessions of all paths) of step 0; source_type, source (node before;
-- null for the anchor itself, at step 1), target_type, target of the others; sessions. A type is page, event, others
-- (further nodes of the step) or end (of the session); those have no text.
WITH {paths},
counted AS MATERIALIZED (
    SELECT {outward} AS tagged, count(*) AS sessions
    FROM (SELECT coalesce(tagged, []) AS tagged FROM anchors LEFT JOIN paths USING (session))
    GROUP BY ALL
),
hops AS MATERIALIZED (
    SELECT step, tagged[step - 1] AS source, tagged[step] AS target, sum(sessions) AS sessions
    FROM (SELECT *, unnest(range(1, least(len(tagged) + 1, $depth) + 1)) AS step FROM counted)
    GROUP BY ALL
),
named AS MATERIALIZED (
    SELECT step, target AS node
    FROM hops
    WHERE target IS NOT NULL
    GROUP BY step, target
    QUALIFY row_number() OVER (PARTITION BY step ORDER BY sum(sessions) DESC, substr(node, 2), node) <= $most
),
branches AS (
    SELECT list_transform({outward}, lambda node: substr(node, 2)) AS path,
           sum(sessions)::BIGINT AS sessions,
           (sum(sum(sessions)) OVER ())::BIGINT AS total
    FROM counted
    GROUP BY path
    ORDER BY sessions DESC, array_to_string(path, '|'), path
    LIMIT $branches
),
links AS (
    SELECT hops.step, before.node AS source, named.node AS target, hops.target IS NULL AS is_end,
           sum(hops.sessions)::BIGINT AS sessions
    FROM hops
    LEFT JOIN named ON named.step = hops.step AND named.node = hops.target
    LEFT JOIN named AS before ON before.step = hops.step - 1 AND before.node = hops.source
    GROUP BY ALL
)
SELECT 0 AS step, path, total, NULL AS source_type, NULL AS source, NULL AS target_type, NULL AS target, sessions
FROM branches
UNION ALL
SELECT step,
       NULL,
       NULL,
       CASE WHEN step = 1 THEN NULL WHEN source IS NULL THEN 'others' WHEN source[1] = 'e' THEN 'event' ELSE 'page' END,
       substr(source, 2),
       CASE WHEN is_end THEN 'end' WHEN target IS NULL THEN 'others' WHEN target[1] = 'e' THEN 'event' ELSE 'page' END,
       substr(target, 2),
       sessions
FROM links
ORDER BY step, sessions DESC, array_to_string(path, '|'), path, source, source_type, target, target_type;
