-- Find the first of the sessions of $website with numbers from $first until just before $until. Columns: started_at (UTC,
-- null without any).
SELECT min(started_at) FROM sessions WHERE website = $website AND session >= $first AND session < $until;
