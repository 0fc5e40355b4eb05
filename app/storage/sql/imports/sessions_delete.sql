-- Delete rows of $website that belong to sessions with numbers from $first until just before $until. Columns: deleted rows.
DELETE FROM sessions WHERE website = $website AND session >= $first AND session < $until;
