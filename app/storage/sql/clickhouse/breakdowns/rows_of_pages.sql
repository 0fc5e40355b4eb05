-- One page of the breakdown by page; bounces and durations are those of the sessions that entered there.
-- Slots: event_rows (table or query); events (condition on it); all_sessions (query); sessions (condition on it);
-- value_condition (condition on value); sort (column and direction). Parameters: $limit, $offset (rows).
-- Columns: as in rows.
SELECT seen.value AS value,
       seen.visitors AS visitors,
       seen.pageviews AS pageviews,
       intDiv(2000 * entered.bounces + entered.sessions, 2 * greatest(entered.sessions, 1)) AS bounce_rate,
       intDiv(2 * entered.total_us + entered.sessions * 100000, 2 * greatest(entered.sessions, 1) * 100000)
           AS avg_duration_seconds,
       count() OVER () AS total
FROM (
    SELECT path AS value, uniqExact(visitor) AS visitors, countIf(kind = 'pageview') AS pageviews
    FROM {event_rows} WHERE {events}
    GROUP BY value
    HAVING {value_condition}
) AS seen
LEFT JOIN (
    SELECT entry_path AS value, count() AS sessions, countIf({is_bounce}) AS bounces, sum(duration_us) AS total_us
    FROM ({all_sessions}) WHERE {sessions} AND pageviews > 0
    GROUP BY value
) AS entered ON seen.value = entered.value
ORDER BY {sort}, value
LIMIT $limit OFFSET $offset
