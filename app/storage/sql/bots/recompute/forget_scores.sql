-- Delete the scores before recomputes that began before $before (UTC).
DELETE FROM recomputed_events
WHERE website NOT IN (SELECT website FROM bot_recomputes WHERE created_at >= $before);
