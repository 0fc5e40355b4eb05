-- Hosts of the events of a window, or what stands before their paths, that have an international part in ASCII form;
-- those of the most rows first.
-- Slots: rows (condition on events); column. Parameters: $most (hosts).
-- Columns: host (lower case).
SELECT lower({column}) AS host
FROM events
WHERE {rows} AND position({column}, 'xn--') > 0
GROUP BY host
ORDER BY count() DESC, host
LIMIT $most
