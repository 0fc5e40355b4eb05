-- Values in the first rows of several breakdowns by what events say, in one reading of the events.
-- Slots: event_rows (table or query); events (condition on it); values (expressions with names); names (of these); sets
-- (of each name alone); groupings (what `grouping` says for each set); numbers (of the breakdowns); by_pageviews
-- (condition on number: sorted by pageviews, not by visitors). Parameters: $limit (rows of each breakdown).
-- Columns: number (of the breakdown); hashed (hash of value); value; visitors; pageviews; total (rows of all pages).
SELECT number,
       reinterpretAsInt64(sipHash64(value)) AS hashed,
       value,
       visitors,
       pageviews,
       count() OVER (PARTITION BY number) AS total
FROM (
    SELECT indexOf([{groupings}], grouping({names})) AS place,
           [{numbers}][place] AS number,
           [{names}][place] AS value,
           uniqExact(visitor) AS visitors,
           countIf(kind = 'pageview') AS pageviews
    FROM (SELECT visitor, kind, {values} FROM {event_rows} WHERE {events})
    GROUP BY GROUPING SETS ({sets})
)
WHERE value != ''
ORDER BY number, if({by_pageviews}, pageviews, visitors) DESC, value
LIMIT $limit BY number
