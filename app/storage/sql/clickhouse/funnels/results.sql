-- Sessions of a window that reached each step of a funnel, and the time they took.
-- Slots: paths (query: path_at_any_pace, path_in_order or path_in_any_order).
-- Columns: step (from 1); sessions (that reached it); mean_s, median_s (seconds since the step before, null for the
-- first).
SELECT step,
       count() AS sessions,
       if(step = 1, NULL, avg(gap_us) / 1e6) AS mean_s,
       if(step = 1, NULL, quantileExactInclusive(0.5)(gap_us) / 1e6) AS median_s
FROM (SELECT path, arrayEnumerate(path) AS steps_taken, arrayDifference(path) AS gaps_us FROM ({paths}))
ARRAY JOIN steps_taken AS step, gaps_us AS gap_us
GROUP BY step
ORDER BY step
