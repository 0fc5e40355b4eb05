-- Bounces and durations of the sessions that have some values, in one reading of the events.
-- Slots: all_sessions (query, with column matching: its events that match, and those that places reads); is_bounce, bots
-- (conditions on it); places (expression: list of the places of the values for which the session counts; 0: none).
-- Columns: place; bounce_rate (tenths of a percent); avg_duration_seconds (tenths of a second).
-- The setting keeps ClickHouse from sorting the texts into sessions and looking up their places only after that.
SELECT place,
       intDiv(2000 * countIf(bounced) + count(), 2 * count()) AS bounce_rate,
       intDiv(2 * sum(duration_us) + count() * 100000, 2 * count() * 100000) AS avg_duration_seconds
FROM (
    SELECT duration_us, {is_bounce} AS bounced, arrayJoin({places}) AS place
    FROM ({all_sessions})
    WHERE matching > 0 AND {bots}
)
WHERE place > 0
GROUP BY place
SETTINGS query_plan_execute_functions_after_sorting = 0
