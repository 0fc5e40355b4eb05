-- Pageviews and visitors by the hour of the local week; cells without events are absent.
-- $starts, $ends, $offsets: pieces of the range (microseconds since 1970) and what local clocks are ahead of UTC in each.
-- Slots: events: condition. Columns: cell (weekday * 24 + hour, Monday is 0); pageviews; visitors.
WITH pieces AS (
    SELECT unnest($starts::BIGINT[]) AS piece_start,
           unnest($ends::BIGINT[]) AS piece_end,
           unnest($offsets::BIGINT[]) AS ahead
)
SELECT cell, sum(pageviews)::BIGINT AS pageviews, count(*) AS visitors
FROM (
    -- 1970-01-01 was a Thursday, the fourth day of its week.
    SELECT (moment + ahead + 3 * 86_400_000_000) // 3_600_000_000 % 168 AS cell,
           visitor,
           count(*) FILTER (kind = 'pageview') AS pageviews
    FROM (SELECT epoch_us(ts) AS moment, visitor, kind FROM events WHERE {events})
    JOIN pieces ON moment >= piece_start AND moment < piece_end
    GROUP BY ALL
)
GROUP BY cell;
