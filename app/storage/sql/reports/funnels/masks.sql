-- Different sets of steps that the events of a window match.
-- Slots: matching_sessions, steps (as in results). Columns: mask (bits of the steps).
SELECT DISTINCT steps AS mask FROM (SELECT {steps} AS steps FROM events WHERE {matching_sessions}) WHERE steps <> 0;
