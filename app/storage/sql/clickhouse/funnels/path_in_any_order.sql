-- Part of results: path of a session whose steps may come in any order: of the walks that begin at each moment the one
-- that takes the most steps in time, of several the earliest.
-- Slots: rows (query: rank_reached of the last rank); within (list, for each rank, of how many steps the walks take in
-- time by it: lists of 0 or 1); reached (times of each rank in the best walk).
-- Parameters: $window_us (most time between first and last step). Columns: path.
SELECT arraySlice([{reached}], 1, lengths[best]) AS path
FROM (
    SELECT *, indexOf(lengths, arrayMax(lengths)) AS best
    FROM (SELECT *, arrayReduce('sumForEach', [{within}]) AS lengths FROM ({rows}))
)
