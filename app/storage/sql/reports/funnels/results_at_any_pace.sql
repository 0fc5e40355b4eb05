-- Results of a funnel in order without a time limit, as in results: each session takes the first event of each step after
-- the step before, so a step needs one join with the few sessions that got as far, and no walk.
-- Slots: matching_sessions (condition on events); steps (as in results); later_steps (queries, as in later_step);
-- reached (queries, as in reached).
-- Columns: as in results.
WITH moments AS MATERIALIZED (
    SELECT session, epoch_us(ts) AS at_us, {steps} AS steps FROM events WHERE {matching_sessions} AND steps <> 0
),
step_1 AS (
    SELECT session, min(at_us) AS reached_us, NULL::BIGINT AS gap_us FROM moments WHERE steps & 1 <> 0 GROUP BY session
){later_steps}
{reached}
ORDER BY step;
