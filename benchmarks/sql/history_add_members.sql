-- Store the client ids that members used for the first time.
INSERT INTO client_visitors
SELECT DISTINCT website, visitor, client_id
FROM (SELECT website, visitor, CASE WHEN is_member THEN member_id END AS client_id FROM day_events)
ANTI JOIN client_visitors USING (website, client_id)
WHERE client_id IS NOT NULL
ORDER BY ALL;
