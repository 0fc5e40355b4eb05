-- Part of results: path of a session whose steps come one after the other, however late: the times (microseconds) of the
-- steps that it took.
-- Slots: rows (query: next_event of the last step); reached (its columns with times). Columns: path.
SELECT arrayFilter(at -> at > 0, [{reached}]) AS path FROM ({rows})
