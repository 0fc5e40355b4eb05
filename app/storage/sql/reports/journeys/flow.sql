-- Sessions that went from one node to the next, step by step away from the anchor, with the most frequent nodes of each
-- step by name and the rest as one.
-- Slots: paths (reports/journeys/paths.sql); outward_nodes, outward_types (nodes and types, nearest to the anchor first).
-- Parameters: $most (nodes of a step that have a name), and those of the slot.
-- Columns: step (from 1); source_type, source (node before; null for the anchor itself, at step 1); target_type, target;
-- sessions. A type is page, event, others (further nodes of the step) or end (of the session); those have no text.
WITH {paths},
counted AS MATERIALIZED (
    SELECT {outward_nodes} AS nodes, {outward_types} AS types, count(*) AS sessions
    FROM (
        SELECT coalesce(nodes, []) AS nodes, coalesce(types, []) AS types FROM anchors LEFT JOIN paths USING (session)
    )
    GROUP BY ALL
),
hops AS MATERIALIZED (
    SELECT step,
           nodes[step - 1] AS source,
           types[step - 1] AS source_type,
           nodes[step] AS target,
           types[step] AS target_type,
           sum(sessions) AS sessions
    FROM (SELECT *, unnest(range(1, least(len(nodes) + 1, $depth) + 1)) AS step FROM counted)
    GROUP BY ALL
),
named AS MATERIALIZED (
    SELECT step, target AS node, target_type AS type
    FROM hops
    WHERE target IS NOT NULL
    GROUP BY step, target, target_type
    QUALIFY row_number() OVER (PARTITION BY step ORDER BY sum(sessions) DESC, node, type) <= $most
)
SELECT hops.step,
       CASE WHEN hops.step > 1 THEN coalesce(before.type, 'others') END AS source_type,
       before.node AS source,
       CASE WHEN hops.target IS NULL THEN 'end' ELSE coalesce(named.type, 'others') END AS target_type,
       named.node AS target,
       sum(hops.sessions)::BIGINT AS sessions
FROM hops
LEFT JOIN named ON named.step = hops.step AND named.node = hops.target AND named.type = hops.target_type
LEFT JOIN named AS before
    ON before.step = hops.step - 1 AND before.node = hops.source AND before.type = hops.source_type
GROUP BY ALL
ORDER BY hops.step, sessions DESC, source, source_type, target, target_type;
