-- Drop the table changed.
DROP TABLE IF EXISTS changed;
