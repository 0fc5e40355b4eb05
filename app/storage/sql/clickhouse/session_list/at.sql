-- The session of some visitors that covers a moment at which one of them has an event; one that begins then comes first.
-- Slots: session_events (query of the events of these visitors). Parameters: $at (UTC), and those of the slot.
-- Columns: visitor; started_at; ended_at.
SELECT e.visitor AS visitor, e.started_at AS began_at, max(e.ts) AS ended_at
FROM ({session_events}) AS e
GROUP BY e.visitor, e.started_at
HAVING began_at <= $at AND ended_at >= $at
ORDER BY began_at DESC, visitor
LIMIT 1
