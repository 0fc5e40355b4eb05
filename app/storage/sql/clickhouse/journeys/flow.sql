-- Sessions that went from one node to the next, step by step away from the anchor, with the most frequent nodes of each
-- step by name and the rest as one; before them, the rows of journeys from the same reading.
-- Slots: paths (query); turned (function that turns the nodes of a path in order of time to those nearest to the anchor
-- first, and back). Parameters: $most (nodes of a step
-- that have a name), $branches (paths), and those of the slot.
-- Columns: step (from 1; 0 for a path); path, total (sessions of all paths) of step 0; source_type, source (node before;
-- null for the anchor itself, at step 1), target_type, target of the others; sessions. A type is page, event, others
-- (further nodes of the step) or end (of the session); those have no text.
WITH if(startsWith(source, 'e'), 'event', 'page') AS type_of_source,
     if(startsWith(target, 'e'), 'event', 'page') AS type_of_target
SELECT step,
       path,
       total,
       multiIf(step < 2, NULL, source_rank > $most, 'others', type_of_source) AS source_type,
       if(step > 1 AND source_rank <= $most, substring(source, 2), NULL) AS source_name,
       multiIf(step < 1, NULL, target = '', 'end', target_rank > $most, 'others', type_of_target) AS target_type,
       if(step > 0 AND target != '' AND target_rank <= $most, substring(target, 2), NULL) AS target_name,
       sum(hop_sessions) AS sessions
FROM (
    -- All sessions that came to a node at one step leave it at the next: its rank as a source is that as a target.
    SELECT *,
           row_number() OVER (PARTITION BY step ORDER BY hop_sessions DESC, arrayStringConcat(path, '|'), path) AS path_rank,
           dense_rank() OVER (PARTITION BY step ORDER BY of_source DESC, substring(source, 2), source) AS source_rank,
           dense_rank() OVER (
               PARTITION BY step ORDER BY target = '', of_target DESC, substring(target, 2), target
           ) AS target_rank
    FROM (
        SELECT *,
               sum(hop_sessions) OVER (PARTITION BY step) AS total,
               sum(hop_sessions) OVER (PARTITION BY step, source) AS of_source,
               sum(hop_sessions) OVER (PARTITION BY step, target) AS of_target
        FROM (
            SELECT step,
                   if(step = 0, arrayMap(node -> substring(node, 2), {turned}(tagged)), []) AS path,
                   if(step > 1, tagged[step - 1], '') AS source,
                   if(step > 0, tagged[step], '') AS target,
                   sum(path_sessions) AS hop_sessions
            FROM (
                SELECT {turned}(arrayMap(place -> place.4 || place.5, steps)) AS tagged, count() AS path_sessions
                FROM ({paths})
                GROUP BY tagged
            )
            ARRAY JOIN range(least(length(tagged) + 1, $depth) + 1) AS step
            GROUP BY step, path, source, target
        )
    )
)
WHERE step > 0 OR path_rank <= $branches
GROUP BY ALL
ORDER BY step, sessions DESC, arrayStringConcat(path, '|'), path, source_name, source_type, target_name, target_type
