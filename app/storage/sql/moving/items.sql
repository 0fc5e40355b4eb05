-- The items of a website, of every kind but $without. Columns: id; kind; body (JSON).
SELECT id, kind, body FROM items WHERE website = $website AND kind <> $without ORDER BY kind, id;
