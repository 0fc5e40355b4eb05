-- Totals of a period whose first days have facts.
-- Slots: numbers (query). Columns: as in reports/overview/totals.
SELECT coalesce(sum(pageviews), 0)::BIGINT AS pageviews,
       coalesce(sum(visitors), 0)::BIGINT AS visitors,
       coalesce(sum(sessions), 0)::BIGINT AS sessions,
       coalesce(sum(bounces), 0)::BIGINT AS bounces,
       coalesce(sum(duration_us), 0)::BIGINT AS duration_us
FROM ({numbers});
