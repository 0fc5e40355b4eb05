-- Part of results: path of a session whose steps may come in any order: of the walks that begin at each moment the one
-- that takes the most steps in time, of several the earliest.
-- Slots: within (list, for each step, of how many steps the walks take in time by it: lists of 0 or 1); reached (list of
-- the times of each step in the best walk).
arraySlice(
    [{reached}],
    1,
    arrayMax(arrayReduce('sumForEach', [{within}]) AS lengths)
)
