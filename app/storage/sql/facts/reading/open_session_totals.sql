-- Sessions that began on the open days. The others with events on these days have facts.
-- Slots: bots (condition on sessions); is_bounce. Parameters: $website; $ends (of the closed days), $end (UTC).
-- Columns: sessions; bounces; duration_us.
SELECT count(*) AS sessions,
       count(*) FILTER ({is_bounce}) AS bounces,
       coalesce(sum(epoch_us(ended_at) - epoch_us(started_at)), 0)::BIGINT AS duration_us
FROM all_sessions
WHERE website = $website AND started_at >= $ends AND started_at < $end AND {bots};
