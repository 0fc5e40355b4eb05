-- Hosts of some rows, or what stands before their paths, that have an international part in ASCII form; those of the
-- most rows first.
-- Slots: source (table); rows (condition); column. Parameters: $most (hosts).
-- Columns: host (lower case).
SELECT lower({column}) AS host
FROM {source}
WHERE {rows} AND contains({column}, 'xn--')
GROUP BY host
ORDER BY count(*) DESC, host
LIMIT $most;
