-- Part of results: path of a session whose steps come one after the other within a time: of the paths that begin at each
-- moment the longest one within its time, of several the earliest.
-- Slots: lists (query); ways (expression on it: ways_from_step of the first step). Parameters: $window_us (most time
-- between first and last step). Columns: path.
SELECT ways_in_time[indexOf(lengths, arrayMax(lengths))] AS path
FROM (
    SELECT ways_in_time, arrayMap(way -> length(way), ways_in_time) AS lengths
    FROM (
        SELECT arrayMap(way -> arrayFilter(at -> at <= way[1] + $window_us, way), {ways}) AS ways_in_time FROM ({lists})
    )
)
