-- Events of $website from $since to $until (UTC, both included). Columns: events; days of UTC with some.
SELECT count(*), count(DISTINCT ts::DATE) FROM events WHERE website = $website AND ts >= $since AND ts <= $until;
