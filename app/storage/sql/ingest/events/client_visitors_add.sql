-- Add ids chosen by clients, except known ones. $websites, $visitors, $ids: lists of equal length.
INSERT INTO client_visitors
SELECT DISTINCT added.website, added.visitor, added.client_id
FROM (
    SELECT
        unnest($websites::INTEGER[]) AS website,
        unnest($visitors::UBIGINT[]) AS visitor,
        unnest($ids::VARCHAR[]) AS client_id
) AS added
ANTI JOIN client_visitors AS known ON known.website = added.website AND known.visitor = added.visitor;
