-- Part of results: path of a session whose steps come one after the other, however late.
-- Slots: reached (list, as in next_event).
arrayFilter(at -> at > 0, [{reached}])
