-- Delete an item of a website. Columns: id; no row when there was none.
DELETE FROM items WHERE id = $id AND website = $website AND kind = $kind RETURNING id;
