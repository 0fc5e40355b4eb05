-- Delete the rows of a batch. Parameters: $writer, $batch.
ALTER TABLE events DELETE WHERE batch = $batch AND writer = $writer
