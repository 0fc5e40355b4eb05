-- The items of a website, of every kind. Columns: id; kind; body (JSON).
SELECT id, kind, body FROM items WHERE website = $website ORDER BY kind, id;
