-- The values that the newest $sample events carry under the keys of their data, the most frequent ones of each key.
-- Keys are taken literally, whatever they consist of; data that is no object, and null values, are left out.
-- $values_a_key: of one key; $pairs: of all, where every key has its first value before any has its second.
-- Slots: events: condition. Columns: key; value; occurrences; then of the key: occurrences; distinct values;
-- numbers (occurrences that are one); smallest; largest; sum of these.
WITH sample AS (
    SELECT event_data FROM events WHERE {events} ORDER BY ts DESC, seq DESC LIMIT $sample
),
pairs AS (
    SELECT key,
           value ->> '$' AS value,
           count(*) AS occurrences,
           count(*) FILTER (type IN ('BIGINT', 'UBIGINT', 'DOUBLE')) AS numbers
    FROM sample, json_each(CASE WHEN json_valid(event_data) AND event_data LIKE '{{%' THEN event_data END)
    WHERE type <> 'NULL'
    GROUP BY ALL
),
measured AS (
    SELECT *, CASE WHEN numbers > 0 AND isfinite(try_cast(value AS DOUBLE)) THEN value::DOUBLE END AS number FROM pairs
),
placed AS (
    SELECT key,
           value,
           occurrences,
           sum(occurrences) OVER of_key AS key_occurrences,
           count(*) OVER of_key AS key_values,
           coalesce(sum(numbers) OVER of_key, 0) AS numbers,
           min(number) OVER of_key AS smallest,
           max(number) OVER of_key AS largest,
           sum(number * numbers) OVER of_key AS total,
           row_number() OVER (PARTITION BY key ORDER BY occurrences DESC, value) AS place
    FROM measured
    WINDOW of_key AS (PARTITION BY key)
),
listed AS (
    SELECT * FROM placed WHERE place <= $values_a_key ORDER BY place, key LIMIT $pairs
)
SELECT key,
       value,
       occurrences,
       key_occurrences::BIGINT,
       key_values,
       numbers::BIGINT,
       smallest,
       largest,
       total
FROM listed
ORDER BY key, place;
