-- List the live sessions of some visitors. $websites, $visitors (ids): lists of equal length. Columns of sessions_live.
-- Their rows are looked for by two columns: most visitors are new, and all columns of all rows would be read for them.
SELECT *
FROM sessions_live
WHERE rowid IN (
    SELECT live.rowid
    FROM sessions_live AS live
    SEMI JOIN (SELECT unnest($websites::INTEGER[]) AS website, unnest($visitors::UBIGINT[]) AS visitor_id) AS visitors
        ON live.website = visitors.website AND live.visitor_id = visitors.visitor_id
);
