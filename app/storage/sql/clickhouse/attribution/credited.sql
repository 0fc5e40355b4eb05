-- Part of rows: conversions of a goal with the key of the touch that is credited, which is the first or the last one with
-- a source up to the conversion, else the first one.
-- Slots: touches (query); is_conversion (condition on it); has_source (condition on it: the touch may be the last one).
-- Columns: those of touches, key being that of the credited one.
SELECT * EXCEPT (own_key, sources, last_key, first_key), if(sources > 0, last_key, first_key) AS key
FROM (
    SELECT * EXCEPT key,
           key AS own_key,
           countIf({has_source}) OVER so_far AS sources,
           anyLastIf(own_key, {has_source}) OVER so_far AS last_key,
           any(own_key) OVER so_far AS first_key
    FROM ({touches})
    WINDOW so_far AS (
        PARTITION BY visitor, started_at ORDER BY ts, writer, seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
)
WHERE {is_conversion}
