-- Visits of one UTC day. $seed; $day: days since 1970.
-- Every value is drawn from the hash of its visit or person and the number of the draw, so a history depends on its
-- seed alone. Members have a client id and come back on other days; other visitors are new each day.
-- Visits end before midnight and those of members start after 00:30, so that no session goes on from day to day.
CREATE OR REPLACE TEMP TABLE visits AS
WITH numbered AS (
    SELECT * EXCLUDE (events), events AS events_of_day, unnest(range(visits)) AS number FROM shares
),
drawn AS (
    SELECT *,
           hash($seed, $day, website, number) AS visit,
           draw(visit, 1, 1000) AS visitor_kind,
           visitor_kind >= 900 AND visitor_kind < 940 AS is_member,
           visitor_kind >= 940 AS is_crawler,
           [1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5, 7, 12][1 + draw(visit, 2, 20)] AS length,
           5 + draw(visit, 3, 180) AS pace_s
    FROM numbered
),
named AS (
    SELECT *,
           CASE WHEN is_member THEN draw(visit, 4, members)
                WHEN is_crawler THEN draw(visit, 4, 2 + visits // 60)
                ELSE draw(visit, 4, 2 * visits) END AS nth,
           -- Of numbers alone: DuckDB 2.0 gives different texts of 16 bytes the same hash now and then.
           hash($seed, website, is_member, is_crawler, nth, CASE WHEN is_member THEN 0 ELSE $day END) AS person,
           'member-' || nth AS member_id,
           -- On one visit in six a member uses a second device.
           hash(person, is_member AND draw(visit, 5, 6) = 0) AS context,
           sum(length) OVER (PARTITION BY website ORDER BY number) - length AS before
    FROM drawn
)
SELECT named.*,
       least(length, events_of_day - before)::BIGINT AS events,
       CASE WHEN is_member
           THEN ('0x' || left(sha256('client' || chr(0) || id || chr(0) || member_id), 16))::UBIGINT
           ELSE person END AS visitor,
       CASE WHEN draw(visit, 6, 25) = 0 THEN '' ELSE 'www.' END || domain AS hostname,
       greatest(
           least(hour * 3600 + draw(visit, 8, 3600), 86_390 - 12 * pace_s),
           CASE WHEN is_member THEN 1800 ELSE 0 END
       ) AS start_s
FROM named
JOIN hours ON hours.slot = draw(visit, 7, 4096)
WHERE before < events_of_day;
