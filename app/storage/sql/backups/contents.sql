-- What tells the rows of a table from others, whatever their order. Slots: table. Columns: rows; digest (a sum of hashes).
SELECT count(*) AS rows, coalesce(sum(hash(counted)), 0)::VARCHAR AS digest FROM {table} AS counted;
