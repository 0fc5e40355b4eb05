,
-- Part of results_at_any_pace: sessions that reached a step after the first.
-- Slots: step, before (its number and that of the step before, from 1); bit (of the step).
-- Columns: session; reached_us (unix time); gap_us (since the step before). Microseconds.
step_{step} AS (
    SELECT session, min(at_us) AS reached_us, min(at_us) - any_value(before.reached_us) AS gap_us
    FROM moments JOIN step_{before} AS before USING (session)
    WHERE steps & {bit} <> 0 AND at_us > before.reached_us
    GROUP BY session
)
