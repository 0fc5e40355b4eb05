-- The visits of one UTC day. $seed; $day: days since 1970.
-- Everything is drawn from the hash of what it belongs to and a number that says which draw it is, so a history
-- depends on its seed alone. Members bring an id of their own on every day; anybody else is new each day.
-- Visits end before midnight and those of members start after 00:30, so that no session goes on from day to day.
CREATE OR REPLACE TEMP TABLE visits AS
WITH numbered AS (
    SELECT * EXCLUDE (events), events AS wanted, unnest(range(visits)) AS number FROM shares
),
drawn AS (
    SELECT *,
           hash($seed, $day, website, number) AS visit,
           draw(visit, 1, 1000) AS who,
           who >= 900 AND who < 940 AS is_member,
           who >= 940 AS is_crawler,
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
       least(length, wanted - before)::BIGINT AS events,
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
WHERE before < wanted;
