-- Moves the changes in the write-ahead log into the database file.
CHECKPOINT;
