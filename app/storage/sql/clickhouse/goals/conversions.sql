-- Conversions of goals in one window: of each goal all of them, and those by bucket.
-- Slots: converting_events (query of session_events of the visitors with a conversion); matching_sessions (condition on
-- it); goals (expression on it: list of the goals, by number, that an event is a conversion of); amount_text, currency
-- (expressions on it and `goal`); amount (expression on amount_text and `goal`); sums (of amounts by currency).
-- Parameters: $first (start of the first bucket); $lengths, $step_us (time slots, as in overview/series); $number,
-- $currency (patterns of an amount and of a currency).
-- Columns: goal; is_total (of the window); bucket (from 0; -1 outside every bucket); conversions; sessions, visitors
-- (distinct); revenue (list of currency and exact sum in 10^-8).
SELECT goal,
       grouping(bucket) = 1 AS is_total,
       bucket,
       count() AS conversions,
       uniqExact(visitor, started_at) AS sessions,
       uniqExact(visitor) AS visitors,
       {sums} AS by_currency,
       arrayZip(by_currency.1, by_currency.2) AS revenue
FROM (
    WITH arrayFlatten(
        arrayMap((slots, bucket) -> arrayWithConstant(slots, bucket), $lengths, range(length($lengths)))
    ) AS bucket_of
    SELECT visitor,
           started_at,
           goal,
           {currency} AS currency,
           {amount_text} AS amount_text,
           {amount} AS amount,
           intDiv(toUnixTimestamp64Micro(ts) - toUnixTimestamp64Micro($first), $step_us) + 1 AS slot,
           if(slot <= length(bucket_of), toInt64(bucket_of[slot]), -1) AS bucket
    FROM (SELECT *, {goals} AS goals FROM ({converting_events}) WHERE {matching_sessions} AND notEmpty(goals))
    ARRAY JOIN goals AS goal
)
GROUP BY GROUPING SETS ((goal), (goal, bucket))
SETTINGS precise_float_parsing = 1
