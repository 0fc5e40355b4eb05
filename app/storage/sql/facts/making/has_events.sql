-- Check for events of a website from $since until just before $until (UTC). Columns: has_events.
SELECT EXISTS (FROM events WHERE website = $website AND ts >= $since AND ts < $until) AS has_events;
