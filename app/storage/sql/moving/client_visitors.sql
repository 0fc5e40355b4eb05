-- Ids that clients of a website chose. Columns: client_id; first_at (first visit, UTC; null: its session is not in
-- first_visits yet).
SELECT client.client_id, min(known.first_at) AS first_at
FROM client_visitors AS client LEFT JOIN first_visits AS known USING (website, visitor)
WHERE client.website = $website
GROUP BY client.client_id;
