-- Part of path_at_any_pace: time of the first event of the first step. Slots: lists (query).
-- Columns: those of lists; reached_1.
SELECT *, arrayFirst((at, hit) -> bitTest(hit, 0), times, steps) AS reached_1 FROM ({lists})
