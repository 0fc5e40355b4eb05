-- Part of keys and credited: events that may be touches, those before the window too.
-- Slots: bots, visitors (conditions on events: with a conversion). Parameters: $website; $from; $end.
-- Columns: those of events; number (of the event).
SELECT *, bitShiftLeft(toUInt128(writer), 64) + seq AS number
FROM events WHERE site = $website AND ts >= $from AND ts < $end AND {bots} AND {visitors}
