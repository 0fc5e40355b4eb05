-- The filters of every segment. Columns: key of the website; id; filters (JSON object).
SELECT website, id, filters FROM segments;
