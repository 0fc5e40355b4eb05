-- Record first visits of clients of a website, where they were earlier than is known. $ids, $times (UTC): lists of equal length.
MERGE INTO first_visits AS known
USING (
    SELECT client.website, client.visitor, min(given.first_at) AS first_at
    FROM client_visitors AS client
    JOIN (SELECT unnest($ids::VARCHAR[]) AS client_id, unnest($times::TIMESTAMP[]) AS first_at) AS given USING (client_id)
    WHERE client.website = $website
    GROUP BY client.website, client.visitor
) AS seen ON known.website = seen.website AND known.visitor = seen.visitor
WHEN MATCHED AND seen.first_at < known.first_at THEN UPDATE SET first_at = seen.first_at
WHEN NOT MATCHED THEN INSERT (website, visitor, first_at) VALUES (seen.website, seen.visitor, seen.first_at);
