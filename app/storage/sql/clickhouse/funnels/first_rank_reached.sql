-- Part of path_in_any_order: the same as ranks_reached, for the first rank. Slots: rows (query: rank_reached of the rank).
SELECT *, own_1 AS reached_1 FROM ({rows})
