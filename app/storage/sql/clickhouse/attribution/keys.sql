-- Different keys of the touches in sessions with a conversion.
-- Slots: touches (query). Parameters: $limit (rows).
-- Columns: number (64-bit hash of the key); key.
SELECT DISTINCT sipHash64(key) AS number, key FROM ({touches}) LIMIT $limit
