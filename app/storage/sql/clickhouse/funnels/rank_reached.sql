-- Part of path_in_any_order: for each moment the time when a walk from there meets the needs of a rank
-- (app.domain.items.funnels.Need): when as many later events as a need counts match one of its steps. The time is spread over
-- the moments from the event before to the first of these events.
-- Slots: rows (query: lists, or the same for the rank before); rank; hits (list of the places of the moments that match
-- `need`). Parameters: needs and counts of the rank (lists of equal length); $never (time after all).
-- Columns: those of rows; own_ with the number of the rank.
SELECT *,
       arrayReduce(
           'maxForEach',
           arrayMap(
               (need, most) -> arrayConcat(
                   arrayFlatten(arrayMap(
                       (at, width) -> arrayWithConstant(width, at),
                       arrayConcat(
                           arraySlice(arrayFilter((at, hit) -> bitAnd(hit, need) != 0, times, steps), most),
                           arrayWithConstant(least(most - 1, length({hits})), $never)
                       ),
                       arrayPopFront(arrayDifference(arrayPushFront({hits}, 0)))
                   )),
                   arrayWithConstant(length(times) - ({hits})[-1], $never)
               ),
               $needs_{rank},
               $counts_{rank}
           )
       ) AS own_{rank}
FROM ({rows})
