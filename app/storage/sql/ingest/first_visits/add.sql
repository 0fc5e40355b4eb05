-- Take sessions that began from $since until just before $until (UTC) into first_visits. $website: its key, null for all.
-- A visitor who is known moves only to an earlier time, which a clock that was set back can bring.
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
