-- Delete the shares of the day before.
DELETE FROM shares;
