-- Delete rows of $website that belong to sessions with numbers from $first until just before $until. Columns: deleted rows.
DELETE FROM first_visits WHERE website = $website AND visitor >= $first AND visitor < $until;
