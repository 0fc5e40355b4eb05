-- Add a saved report, or replace the one of the same id. Times are UTC.
INSERT OR REPLACE INTO saved_reports (id, website, name, description, config, last_run_at, created_at, updated_at)
VALUES ($id, $website, $name, $description, $config, $last_run_at, $created_at, $updated_at);
