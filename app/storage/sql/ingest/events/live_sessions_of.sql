-- List the live sessions of some visitors. $websites, $visitors: lists of equal length. Columns of sessions_live.
SELECT live.*
FROM sessions_live AS live
SEMI JOIN (SELECT unnest($websites::INTEGER[]) AS website, unnest($visitors::UBIGINT[]) AS visitor) AS visitors
    ON live.website = visitors.website AND live.visitor = visitors.visitor;
