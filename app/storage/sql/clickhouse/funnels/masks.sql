-- Different sets of steps that the events of a window match, those that do not match the filters too.
-- Slots: in_window (condition on events); steps (as in results). Columns: mask (bits of the steps).
SELECT DISTINCT {steps} AS mask FROM events WHERE {in_window} AND mask != 0
