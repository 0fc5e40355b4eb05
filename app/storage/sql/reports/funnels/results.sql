-- Sessions of a window that reached each step of a funnel, and the time they took.
-- A session's moments are one list of numbers, time * 256 + steps; its path is the times (microseconds) of the steps it
-- took. Most sessions never match the second step and need no walk.
-- Slots: matching_sessions (condition on events); steps (expression on events: bits of the steps that one matches, 1
-- for the first); moment (columns that make one moment of a session); path (steps_in_order or steps_in_any_order); is_walked
-- (condition: a session may reach its second step).
-- Parameters: those of the path.
-- Columns: step (from 1); sessions (that reached it); mean_s, median_s (seconds since the step before, null for the
-- first).
WITH moments AS (
    SELECT session, epoch_us(ts) * 256 + bit_or(steps) AS moment
    FROM (SELECT session, ts, seq, {steps} AS steps FROM events WHERE {matching_sessions})
    WHERE steps <> 0
    GROUP BY session, {moment}
),
sessions AS (
    SELECT bit_or(moment & 255) AS all_steps,
           min(moment >> 8) FILTER (moment & 1 = 1) AS first_us,
           max(moment >> 8) FILTER (moment & 2 = 2) AS last_second_us,
           list(moment) AS moments
    FROM moments
    GROUP BY session
    HAVING all_steps & 1 = 1
),
paths AS (
    SELECT CASE WHEN {is_walked} THEN {path} ELSE [first_us] END AS path FROM sessions
),
steps AS (
    SELECT unnest(range(1, len(path) + 1)) AS step,
           unnest(list_transform(path, lambda reached, step: reached - path[step - 1])) AS gap_us
    FROM paths
)
SELECT step, count(*) AS sessions, avg(gap_us) / 1e6 AS mean_s, median(gap_us) / 1e6 AS median_s
FROM steps
GROUP BY step
ORDER BY step;
