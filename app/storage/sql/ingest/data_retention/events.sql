-- Delete events received before $before (UTC). Columns: their number.
DELETE FROM events WHERE ts < $before;
