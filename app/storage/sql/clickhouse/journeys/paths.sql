-- Part of the journey statements: the paths of sessions from the first event that matches the anchor.
-- Slots: session_events (query); in_window, events, anchor, is_node (conditions on events); merged (expression on steps);
-- beyond (expression on merged and anchored). Parameters: $depth (nodes of a path).
-- Columns: steps (nearest to the anchor: time, writer, seq, tag and name of a node; the tag is `e` for an event, else `p`).
WITH if(kind = 'event', 'e', 'p') AS tag,
     if(kind = 'event',
        toString(event_name),
        if(endsWith(path, '/') AND path != '/' AND NOT endsWith(path, '//'), substring(path, 1, length(path) - 1), path)
     ) AS node
SELECT {beyond} AS steps
FROM (
    SELECT anchored, {merged} AS nodes
    FROM (
        SELECT minIf((ts, writer, seq), {anchor}) AS anchored,
               arraySort(groupArrayIf((ts, writer, seq, tag, node), {is_node})) AS every_node
        FROM ({session_events})
        WHERE {in_window}
        GROUP BY visitor, started_at
        HAVING countIf({anchor}) > 0 AND countIf({events}) > 0
    )
)
