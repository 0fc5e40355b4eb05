-- Pageviews, visitors, sessions and custom events by the hour of the local week; cells without events are absent.
-- Slots: session_events (query); events (condition on it). Parameters: $starts, $offsets (lists of equal length: when the
-- offset of local clocks from UTC changes, unix time, and the offset from then on; microseconds).
-- Columns: cell (weekday * 24 + hour, Monday is 0); pageviews; visitors; sessions; events; hourly_visitors (visitors
-- counted anew in every hour).
SELECT hour % 168 AS cell,
       sum(h.pageviews) AS pageviews,
       uniqExact(h.visitor) AS visitors,
       sum(h.sessions) AS sessions,
       sum(h.events) AS events,
       count() AS hourly_visitors
FROM (
    -- A session is never a week long: in a cell it counts once. 1970-01-01 was a Thursday, the fourth day of its week.
    SELECT hour,
           visitor,
           countIf(kind = 'pageview') AS pageviews,
           uniqExact(started_at) AS sessions,
           countIf(kind = 'event') AS events
    FROM (
        SELECT toUnixTimestamp64Micro(ts) AS moment,
               intDiv(
                   moment + transform(roundDown(moment, $starts), $starts, $offsets, 0) + 3 * 86400000000, 3600000000
               ) AS hour,
               visitor,
               started_at,
               kind
        FROM ({session_events}) WHERE {events}
    )
    GROUP BY hour, visitor
) AS h
GROUP BY cell
