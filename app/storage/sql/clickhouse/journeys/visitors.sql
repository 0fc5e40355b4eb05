-- Part of paths: visitors with the anchor in the window. Slots: in_window, anchor (conditions on events).
SELECT visitor FROM events WHERE {in_window} AND {anchor}
