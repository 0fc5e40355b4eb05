-- Place and device of the last event of some sessions.
-- Parameters: $sessions (their numbers); $from, $until (UTC: they have no event outside them).
-- Columns: session; country; region; city; browser; os; device.
SELECT session, last.*
FROM (
    SELECT session,
           arg_max(
               {
                   'country': country, 'region': region, 'city': city, 'browser': browser, 'os': os, 'device': device
               },
               {'ts': ts, 'seq': seq}
           ) AS last
    FROM events
    WHERE website = $website
        AND ts >= $from
        AND ts <= $until
        AND session IN (SELECT unnest($sessions::UBIGINT[]))
    GROUP BY session
);
