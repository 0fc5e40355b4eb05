-- What a kill run has stored. Columns: path, which is different for every event sent; how often it is stored.
SELECT path, count(*) FROM events GROUP BY path;
