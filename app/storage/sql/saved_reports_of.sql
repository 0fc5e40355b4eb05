-- The saved reports of a website by name, whatever its case, then by age. $website: its key.
-- Columns: as in app.domain.saved_reports.SavedReport; config is JSON, times are UTC.
SELECT kept.id, websites.id, kept.name, description, config, last_run_at, kept.created_at, kept.updated_at
FROM saved_reports AS kept
JOIN websites ON websites.key = website
WHERE website = $website
ORDER BY lower(kept.name), kept.created_at, kept.id;
