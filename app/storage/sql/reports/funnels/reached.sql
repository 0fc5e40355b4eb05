-- Part of results_at_any_pace. Slots: step (its number, from 1). Columns: as in results.
SELECT {step} AS step, count(*) AS sessions, avg(gap_us) / 1e6 AS mean_s, median(gap_us) / 1e6 AS median_s FROM step_{step}
