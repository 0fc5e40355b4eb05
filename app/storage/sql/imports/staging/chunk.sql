-- Make the table `chunk` of the events of the sessions from $first until just before $until, with the columns of table
-- events of the database, and two more for its sessions. $number: added to sessions, visitors and places.
CREATE OR REPLACE TEMP TABLE chunk AS
SELECT
    events.website,
    make_timestamp(events.at_us) AS ts,
    $number::UBIGINT + places.place AS seq,
    events.kind,
    $number::UBIGINT + places.visitor_number AS visitor,
    $number::UBIGINT + places.session AS session,
    events.origin, events.hostname, events.path, events.query_and_fragment, events.url, events.title,
    events.referrer_url, events.referrer_domain, events.event_name, events.event_data,
    coalesce(clients.country, events.country) AS country,
    coalesce(clients.region, events.region) AS region,
    coalesce(clients.city, events.city) AS city,
    coalesce(clients.browser, events.browser) AS browser,
    coalesce(clients.browser_version, events.browser_version) AS browser_version,
    coalesce(clients.os, events.os) AS os,
    coalesce(clients.os_version, events.os_version) AS os_version,
    coalesce(clients.device, events.device) AS device,
    coalesce(clients.screen, events.screen) AS screen,
    coalesce(clients.language, events.language) AS language,
    events.utm_source, events.utm_medium, events.utm_campaign, events.utm_term, events.utm_content,
    events.is_bot, events.bot_score, events.bot_signals, events.agent,
    events.visitor AS visitor_id,
    places.lasting
FROM places
JOIN events USING (seq)
LEFT JOIN known_clients AS clients ON clients.visitor = events.visitor
WHERE places.session >= $first AND places.session < $until;
