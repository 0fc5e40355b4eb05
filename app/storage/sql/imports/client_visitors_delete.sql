-- Delete rows of $website that belong to sessions with numbers from $first until just before $until. Columns: deleted rows.
DELETE FROM client_visitors WHERE website = $website AND visitor >= $first AND visitor < $until;
