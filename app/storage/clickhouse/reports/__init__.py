"""Reports of ClickHouse, from the same questions and with the same answers as those of `app.storage.reports`."""
