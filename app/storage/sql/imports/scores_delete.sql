-- Delete the scores that a recompute has kept of events of $website with numbers from $first until just before $until.
DELETE FROM recomputed_events WHERE website = $website AND seq >= $first AND seq < $until;
