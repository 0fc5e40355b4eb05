-- How many events are stored. Columns: rows; different numbers, each of which stands for one event of the journal.
SELECT count(*), count(DISTINCT seq) FROM events;
