-- Delete a segment. $website: key of its website. Columns: id, no row when there was none.
DELETE FROM segments WHERE id = $id AND website = $website RETURNING id;
