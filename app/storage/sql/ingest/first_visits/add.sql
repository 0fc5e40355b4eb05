-- Add the visitors whose sessions began from $since until just before $until (UTC). $website: its key, null for all.
-- A known visitor only moves to an earlier time, which happens when a clock was set back.
MERGE INTO first_visits AS known
USING (
    SELECT website, visitor, min(started_at) AS first_at
    FROM all_sessions
    WHERE started_at >= $since AND started_at < $until AND ($website::INTEGER IS NULL OR website = $website)
    GROUP BY website, visitor
    ORDER BY website, first_at
) AS seen ON known.website = seen.website AND known.visitor = seen.visitor
WHEN MATCHED AND seen.first_at < known.first_at THEN UPDATE SET first_at = seen.first_at
WHEN NOT MATCHED THEN INSERT (website, visitor, first_at) VALUES (seen.website, seen.visitor, seen.first_at);
