-- Part of path_in_any_order: for each moment the time when a walk from there has taken the steps up to a rank: when the
-- needs of all ranks up to it are met.
-- Slots: rows (query: rank_reached of the rank); rank, before (its number and that of the rank before).
-- Columns: those of rows; reached_ with the number of the rank.
SELECT *, arrayMap((own, so_far) -> greatest(own, so_far), own_{rank}, reached_{before}) AS reached_{rank} FROM ({rows})
