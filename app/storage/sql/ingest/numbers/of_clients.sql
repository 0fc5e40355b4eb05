-- Numbers of visitors who chose their id. $websites, $ids: lists of equal length. Columns: website; client_id; visitor.
SELECT known.website, known.client_id, min(known.visitor) AS visitor
FROM client_visitors AS known
SEMI JOIN (SELECT unnest($websites::INTEGER[]) AS website, unnest($ids::VARCHAR[]) AS client_id) AS asked
    ON known.website = asked.website AND known.client_id = asked.client_id
GROUP BY ALL;
