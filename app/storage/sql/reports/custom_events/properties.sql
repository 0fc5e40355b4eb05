-- Values that the newest occurrences of an event have under the keys of their data, the most frequent of each key.
-- Keys are taken literally, whatever characters they have; data that is not an object, and null values, are left out.
-- A cast to a map reads an object once: json_each would copy it for every key.
-- Slots: events (condition on events). Parameters: $sample (events); $values_a_key (values of one key); $pairs (values
-- of all keys: every key gets its first value before any gets its second, and the first keys in order of their name
-- get any).
-- Columns: key; value; occurrences; then for the key: occurrences; distinct values; numbers (occurrences with a
-- number); smallest; largest; sum of these.
WITH sample AS (
    SELECT event_data FROM events WHERE {events} ORDER BY ts DESC, seq DESC LIMIT $sample
),
entries AS (
    SELECT unnest(map_entries(try_cast(try_cast(event_data AS JSON) AS MAP(VARCHAR, JSON)))) AS entry FROM sample
),
pairs AS MATERIALIZED (
    SELECT entry.key AS key,
           entry.value ->> '$' AS value,
           count(*) AS occurrences,
           count(*) FILTER (json_type(entry.value) IN ('BIGINT', 'UBIGINT', 'DOUBLE')) AS numbers
    FROM entries
    WHERE entry.value IS NOT NULL
    GROUP BY ALL
),
keys AS MATERIALIZED (
    SELECT key,
           sum(occurrences)::BIGINT AS key_occurrences,
           count(*) AS key_values,
           sum(numbers)::BIGINT AS numbers,
           min(number) AS smallest,
           max(number) AS largest,
           sum(number * numbers) AS total
    FROM (
        SELECT *, CASE WHEN numbers > 0 AND isfinite(try_cast(value AS DOUBLE)) THEN value::DOUBLE END AS number
        FROM pairs
    )
    GROUP BY key
    ORDER BY key
    LIMIT $pairs
),
listed AS (
    SELECT key, value, occurrences, row_number() OVER (PARTITION BY key ORDER BY occurrences DESC, value) AS rank
    FROM pairs SEMI JOIN keys USING (key)
    QUALIFY rank <= $values_a_key
    ORDER BY rank, key
    LIMIT $pairs
)
SELECT key, value, occurrences, key_occurrences, key_values, numbers, smallest, largest, total
FROM listed JOIN keys USING (key)
ORDER BY key, rank;
