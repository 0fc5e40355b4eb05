-- Delete an import of which nothing is stored. $number.
DELETE FROM imports WHERE number = $number;
