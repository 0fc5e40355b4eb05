-- Remember ids that clients chose. $websites, $visitors, $ids: lists of equal length; known ones are left alone.
INSERT INTO client_visitors
SELECT DISTINCT added.website, added.visitor, added.client_id
FROM (
    SELECT
        unnest($websites::INTEGER[]) AS website,
        unnest($visitors::UBIGINT[]) AS visitor,
        unnest($ids::VARCHAR[]) AS client_id
) AS added
ANTI JOIN client_visitors AS known ON known.website = added.website AND known.visitor = added.visitor;
