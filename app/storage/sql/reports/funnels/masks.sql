-- Which sets of steps the events of a window match. Slots: chosen, steps: as in funnel_results.
-- Column: mask (bits of the steps).
SELECT DISTINCT steps AS mask FROM (SELECT {steps} AS steps FROM events WHERE {matching_sessions}) WHERE steps <> 0;
