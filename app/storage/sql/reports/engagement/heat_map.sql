-- Pageviews, visitors, sessions and custom events by the hour of the local week; cells without events are absent.
-- Slots: events (condition on events). Parameters: $starts, $ends, $offsets (lists of equal length: parts of the range,
-- microseconds since 1970, and the offset of local clocks from UTC in each, microseconds).
-- Columns: cell (weekday * 24 + hour, Monday is 0); pageviews; visitors; sessions; events; hourly_visitors (visitors
-- counted anew in every hour).
WITH spans AS (
    SELECT unnest($starts::BIGINT[]) AS span_start,
           unnest($ends::BIGINT[]) AS span_end,
           unnest($offsets::BIGINT[]) AS utc_offset
)
SELECT hour % 168 AS cell,
       sum(pageviews)::BIGINT AS pageviews,
       count(DISTINCT visitor) AS visitors,
       sum(sessions)::BIGINT AS sessions,
       sum(events)::BIGINT AS events,
       count(*) AS hourly_visitors
FROM (
    -- A session has one visitor, and is never a week long: in a cell it counts once.
    SELECT hour, visitor, sum(pageviews) AS pageviews, count(*) AS sessions, sum(events) AS events
    FROM (
        -- 1970-01-01 was a Thursday, the fourth day of its week.
        SELECT (moment + utc_offset + 3 * 86_400_000_000) // 3_600_000_000 AS hour,
               session,
               any_value(visitor) AS visitor,
               count(*) FILTER (kind = 'pageview') AS pageviews,
               count(*) FILTER (kind = 'event') AS events
        FROM (SELECT epoch_us(ts) AS moment, visitor, session, kind FROM events WHERE {events})
        JOIN spans ON moment >= span_start AND moment < span_end
        GROUP BY hour, session
    )
    GROUP BY hour, visitor
)
GROUP BY cell;
