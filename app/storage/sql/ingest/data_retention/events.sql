-- Delete events received before $before (UTC). Columns: number of deleted events.
DELETE FROM events WHERE ts < $before;
