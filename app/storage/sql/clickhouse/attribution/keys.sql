-- Different keys of the events, up to the end of the window, of the visitors with a conversion.
-- Slots: touches (query); key (expression on it). Parameters: $limit (rows).
-- Columns: number (64-bit hash of the key); key.
SELECT DISTINCT sipHash64(key) AS number, {key} AS key FROM ({touches}) LIMIT $limit
