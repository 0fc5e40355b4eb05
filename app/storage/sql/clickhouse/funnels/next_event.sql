-- Part of path_at_any_pace: time of the first event of a step after the step before, 0 without one.
-- Slots: rows (query: the same for the step before); step, before (its number and that of the step before, from 1).
-- Columns: those of rows; reached_ with the number of the step.
SELECT *,
       if(
           reached_{before} > 0,
           arrayFirst((at, hit) -> bitTest(hit, {before}) AND at > reached_{before}, times, steps),
           0
       ) AS reached_{step}
FROM ({rows})
