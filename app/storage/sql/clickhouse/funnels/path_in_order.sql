-- Part of results: path of a session whose steps come one after the other within a time: of the paths that begin at each
-- moment the longest one within its time, of several the earliest.
-- Slots: ways (as in ways_from_step, for the first step). Parameters: $window_us (most time between first and last step).
(
    arrayMap(way -> arrayFilter(at -> at <= way[1] + $window_us, way), {ways}) AS ways_in_time
)[
    indexOf(arrayMap(way -> length(way), ways_in_time) AS lengths, arrayMax(lengths))
]
