-- Drop the table judged.
DROP TABLE IF EXISTS judged;
