-- Numbers of visitors with ended sessions that had an event from $since to $until (UTC).
-- $websites, $visitors (ids): lists of equal length. Columns: website; visitor_id; visitor (number).
SELECT known.website, known.visitor_id, min(known.visitor) AS visitor
FROM sessions AS known
SEMI JOIN (SELECT unnest($websites::INTEGER[]) AS website, unnest($visitors::UBIGINT[]) AS visitor_id) AS asked
    ON known.website = asked.website AND known.visitor_id = asked.visitor_id
WHERE known.ended_at >= $since AND known.started_at <= $until
GROUP BY ALL;
