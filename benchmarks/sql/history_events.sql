-- Events of the day's visits in order of receipt, each with its session: a pause of 30 minutes begins a new one.
-- $day: days since 1970; $first: number of the day's first event in the whole history.
CREATE OR REPLACE TEMP TABLE day_events AS
WITH steps AS (
    SELECT *, unnest(range(events)) AS step FROM visits
),
drawn AS (
    SELECT *,
           hash(visit, step) AS event,
           make_timestamp(($day * 86_400 + start_s + step * pace_s) * 1_000_000
               + draw(event, 1, pace_s * 1_000_000)) AS ts,
           draw(event, 2, 100) < CASE WHEN step = 0 THEN 1 ELSE 13 END AND NOT is_crawler AS is_custom
    FROM steps
),
described AS (
    SELECT drawn.*,
           pages.path,
           pages.title,
           CASE
               WHEN step = 0 AND sources.query IN ('fbclid', 'gclid')
                   THEN '?' || sources.query || '=' || left(sha256(visit::VARCHAR), 40)
               WHEN step = 0 AND sources.query <> '' THEN sources.query
               WHEN query_kind = 'page' AND draw(event, 3, 2) = 0 THEN '?page=' || (1 + draw(event, 4, 9))
               WHEN query_kind = 'q' THEN '?q=' || lower(title) || '+' || draw(event, 5, 300)
               ELSE ''
           END AS query_and_fragment,
           sources.* EXCLUDE (slot, query)
    FROM drawn
    JOIN pages ON pages.slot = draw(event, 6, 4096)
    JOIN sources ON sources.slot = CASE WHEN is_crawler THEN 0 ELSE draw(visit, 9, 4096) END
),
ordered AS (
    SELECT *,
           row_number() OVER (ORDER BY ts, website, number, step) AS place,
           ts - lag(ts) OVER (PARTITION BY website, visitor ORDER BY ts, number, step) AS pause,
           pause IS NULL OR pause >= INTERVAL 30 MINUTES AS is_first
    FROM described
),
grouped AS (
    SELECT *, max(place) FILTER (is_first) OVER (PARTITION BY website, visitor ORDER BY place) AS first_place FROM ordered
),
identified AS (
    SELECT place AS first_place,
           website,
           visitor AS visitor_id,
           CASE WHEN is_member THEN member_id END AS client_id,
           lpad(lower(to_hex(visitor)), 16, '0') || id || 'https://' || hostname || path || query_and_fragment || epoch_us(ts) // 1000 AS text,
           ('0x' || left(sha256(text), 16))::UBIGINT AS session_id,
           (SELECT coalesce(max(session), 0) FROM sessions) + row_number() OVER (ORDER BY place) AS session
    FROM ordered WHERE is_first
),
numbered AS (
    SELECT first_place,
           session_id,
           session,
           visitor_id,
           coalesce(known.visitor, min(session) OVER (PARTITION BY website, visitor_id))::UBIGINT AS visitor
    FROM identified LEFT JOIN client_visitors AS known USING (website, client_id)
)
SELECT grouped.* EXCLUDE (visitor), numbered.* EXCLUDE (first_place), ($first + grouped.place) * 64 AS seq
FROM grouped JOIN numbered USING (first_place);
