-- The stored live sessions of some visits. $websites, $visitors: lists of equal length. Columns of sessions_live.
SELECT live.*
FROM sessions_live AS live
SEMI JOIN (SELECT unnest($websites::INTEGER[]) AS website, unnest($visitors::UBIGINT[]) AS visitor) AS wanted
    ON live.website = wanted.website AND live.visitor = wanted.visitor;
