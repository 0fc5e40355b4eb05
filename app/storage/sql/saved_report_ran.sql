-- Note when a saved report ran; nothing happens when it has been deleted meanwhile. $now: UTC.
UPDATE saved_reports SET last_run_at = $now WHERE website = $website AND id = $id;
