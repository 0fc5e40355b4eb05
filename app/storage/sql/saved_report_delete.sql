-- Delete a saved report, if there is one of this id.
DELETE FROM saved_reports WHERE website = $website AND id = $id;
