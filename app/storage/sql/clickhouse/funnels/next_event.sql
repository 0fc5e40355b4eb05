-- Part of path_at_any_pace: time of the first event of a step after the step before, 0 without one.
-- Slots: step, before (its number and that of the step before, from 1); bit (number of the step's bit).
if(reached_{before} > 0, arrayFirst((at, hit) -> bitTest(hit, {bit}) AND at > reached_{before}, times, steps), 0)
AS reached_{step}
