-- Stored events of a kill run. Columns: path, which is different for every event sent; number of rows with it.
SELECT path, count(*) FROM events GROUP BY path;
