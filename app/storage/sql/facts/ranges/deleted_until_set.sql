-- Record that events received before $until (UTC) are being deleted.
UPDATE events_deleted_until SET until = $until WHERE until < $until;
