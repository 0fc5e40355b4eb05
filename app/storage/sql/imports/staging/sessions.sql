-- Give each event its session, where all have been read: that of its visit, else by the rule that $idle_us (microseconds)
-- without an event end a session. session: ascending in the order in which sessions begin, from 0; visitor_number: that
-- of the first session of the visitor; place: of the event, in order of session and time, from 0; lasting: as in the table of
-- that name.
CREATE TABLE places AS
WITH marked AS (
    SELECT seq, visitor, session AS visit, at_us, coalesce(at_us - lag(at_us) OVER visits >= $idle_us, true) AS begins
    FROM events
    WINDOW visits AS (PARTITION BY visitor, session ORDER BY at_us, seq)
),
counted AS (
    SELECT
        seq, visitor, visit, at_us,
        CASE WHEN visit = 0 THEN sum(begins::INTEGER) OVER (
            PARTITION BY visitor, visit ORDER BY at_us, seq ROWS UNBOUNDED PRECEDING
        ) ELSE 0 END AS part
    FROM marked
),
grouped AS (
    SELECT visitor, visit, part, min(at_us) AS started_us, min(seq) AS first FROM counted GROUP BY visitor, visit, part
),
numbered AS (
    SELECT visitor, visit, part, row_number() OVER (ORDER BY started_us, first) - 1 AS session FROM grouped
),
known AS (
    SELECT visitor, visit, part, session, min(session) OVER (PARTITION BY visitor) AS visitor_number FROM numbered
)
SELECT
    seq,
    known.session::UBIGINT AS session,
    known.visitor_number::UBIGINT AS visitor_number,
    (row_number() OVER (ORDER BY known.session, at_us, seq) - 1)::UBIGINT AS place,
    lasting.source AS lasting
FROM counted
JOIN known USING (visitor, visit, part)
LEFT JOIN lasting USING (visitor)
ORDER BY seq;
