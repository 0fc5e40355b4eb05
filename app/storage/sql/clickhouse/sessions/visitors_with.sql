-- Part of reports: condition that a visitor has an event of some kind in the window, whatever the filters.
-- Slots: in_window, condition (conditions on events).
visitor IN (SELECT visitor FROM events WHERE {in_window} AND {condition})
