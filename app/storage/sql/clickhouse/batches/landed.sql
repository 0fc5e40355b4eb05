-- Number of rows of a batch that are stored. Parameters: $writer, $batch. Columns: rows.
SELECT count() AS rows FROM events WHERE batch = $batch AND writer = $writer
