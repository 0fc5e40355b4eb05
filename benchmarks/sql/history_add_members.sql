-- Store the client ids that members used for the first time.
INSERT INTO client_visitors
SELECT DISTINCT website, visitor, member_id AS client_id
FROM visits
ANTI JOIN client_visitors USING (website, visitor)
WHERE is_member
ORDER BY ALL;
