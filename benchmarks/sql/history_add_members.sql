-- Remember the ids that members brought for the first time.
INSERT INTO client_visitors
SELECT DISTINCT website, visitor, member_id AS client_id
FROM visits
ANTI JOIN client_visitors USING (website, visitor)
WHERE is_member
ORDER BY ALL;
