-- Delete an annotation. $website: key of its website. Columns: id, no row when there was none.
DELETE FROM annotations WHERE id = $id AND website = $website RETURNING id;
