-- Conversions of a goal in one window: first all of them and those by bucket, then their revenue.
-- Slots: matching_sessions, is_conversion (conditions on events); amount, currency (expressions on events).
-- Parameters: $first (start of the first bucket, UTC); $lengths, $step_us (time slots, as in overview/series).
-- Columns: bucket (from 0; -1 outside every bucket; null for the window); conversions; sessions, visitors (distinct);
-- currency; revenue. A row has either the three counts or the last two, the latter by bucket only.
WITH lengths AS (
    SELECT unnest(range(len($lengths::INTEGER[]))) AS bucket, unnest($lengths::INTEGER[]) AS slots
),
slot_buckets AS (
    SELECT list(bucket ORDER BY bucket) AS bucket_of FROM (SELECT bucket, unnest(range(slots)) FROM lengths)
),
conversions AS MATERIALIZED (
    SELECT coalesce(
               (SELECT bucket_of FROM slot_buckets)[(epoch_us(ts) - epoch_us($first::TIMESTAMP)) // $step_us + 1], -1
           ) AS bucket,
           session,
           visitor,
           {amount} AS amount,
           {currency} AS currency
    FROM events WHERE {matching_sessions} AND {is_conversion}
)
SELECT bucket,
       count(*) AS conversions,
       count(DISTINCT session) AS sessions,
       count(DISTINCT visitor) AS visitors,
       NULL AS currency,
       NULL AS revenue
FROM conversions
GROUP BY GROUPING SETS ((), (bucket))
UNION ALL
SELECT bucket, NULL, NULL, NULL, currency, sum(amount)
FROM conversions
WHERE amount IS NOT NULL
GROUP BY bucket, currency;
