-- Values that the newest occurrences of an event have under the keys of their data, the most frequent of each key.
-- Null values are left out. The text of a value is that of table events; only whether it is a number says its JSON, which
-- RapidJSON reads also when the number is longer than 64 bits.
-- Slots: event_rows (table or query); events (condition on it). Parameters: $sample (events); $values_a_key (values of one
-- key); $pairs (values of all keys: every key gets its first value before any gets its second, and the first keys in
-- order of their name get any).
-- Columns: key; value; occurrences; then for the key: occurrences; distinct values; numbers (occurrences with a
-- number); smallest; largest; sum of these (null without a finite one).
SELECT key, item.2 AS value, -item.1 AS occurrences, key_occurrences, key_values, key_numbers, smallest, largest, total
FROM (
    SELECT key, item, rank, key_occurrences, key_values, key_numbers, smallest, largest, total
    FROM (
        SELECT key,
               sum(p.occurrences) AS key_occurrences,
               count() AS key_values,
               sum(p.numbers) AS key_numbers,
               min(p.number) AS smallest,
               max(p.number) AS largest,
               sum(p.number * p.numbers) AS total,
               arraySlice(arraySort(groupArray((-p.occurrences, p.value))), 1, $values_a_key) AS items
        FROM (
            SELECT pair.1 AS key,
                   properties[key] AS value,
                   toInt64(count()) AS occurrences,
                   countIf(match(pair.2, '^[-0-9]')) AS numbers,
                   toFloat64OrZero(value) AS as_number,
                   if(numbers > 0 AND isFinite(as_number), as_number, NULL) AS number
            FROM (
                SELECT event_data, properties
                FROM {event_rows} WHERE {events}
                ORDER BY ts DESC, writer DESC, seq DESC
                LIMIT $sample
            )
            ARRAY JOIN JSONExtractKeysAndValuesRaw(event_data) AS pair
            WHERE mapContains(properties, pair.1)
            GROUP BY key, value
        ) AS p
        GROUP BY key
        ORDER BY key
        LIMIT $pairs
    )
    ARRAY JOIN items AS item, arrayEnumerate(items) AS rank
    ORDER BY rank, key
    LIMIT $pairs
)
ORDER BY key, rank
SETTINGS allow_simdjson = 0, precise_float_parsing = 1
