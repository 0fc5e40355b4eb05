-- First visits of clients of a website who chose their ids, as they were recorded before events were deleted.
-- Columns: client_id; first_at (UTC).
SELECT client.client_id, min(known.first_at) AS first_at
FROM first_visits AS known INNER JOIN client_visitors AS client ON client.site = known.site AND client.visitor = known.visitor
WHERE known.site = $website AND client.site = $website
GROUP BY client.client_id
