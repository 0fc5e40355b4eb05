-- Write the events of a website from $since until just before $until (UTC) into the file $path, as rows of table `events`
-- of ClickHouse.
-- Parameters: $website; $site (its key in ClickHouse); $writer, $batch (of the rows).
-- The visitor of an event without a session, which old versions left, has no id: his number stands for it.
COPY (
    SELECT $site::UINTEGER AS site,
           event.ts,
           $writer::UINTEGER AS writer,
           event.seq,
           $batch::UBIGINT AS batch,
           event.kind::VARCHAR AS kind,
           coalesce(session.visitor_id, event.visitor) AS visitor,
           event.origin,
           coalesce(event.hostname, '') AS hostname,
           event.path,
           event.query_and_fragment,
           coalesce(event.url, '') AS url,
           coalesce(event.title, '') AS title,
           coalesce(event.referrer_url, '') AS referrer_url,
           coalesce(event.referrer_domain, '') AS referrer_domain,
           coalesce(event.event_name, '') AS event_name,
           coalesce(event.event_data, '') AS event_data,
           coalesce(
               map_from_entries(list_transform(
                   list_filter(
                       map_entries(try_cast(try_cast(event.event_data AS JSON) AS MAP(VARCHAR, JSON))),
                       lambda entry: entry.value IS NOT NULL
                   ),
                   lambda entry: {'key': entry.key, 'value': entry.value ->> '$'}
               )),
               MAP {}
           ) AS properties,
           coalesce(event.country, '') AS country,
           coalesce(event.region, '') AS region,
           coalesce(event.city, '') AS city,
           coalesce(event.browser, '') AS browser,
           coalesce(event.browser_version, '') AS browser_version,
           coalesce(event.os, '') AS os,
           coalesce(event.os_version, '') AS os_version,
           coalesce(event.device, '') AS device,
           coalesce(event.screen, '') AS screen,
           coalesce(event.language, '') AS language,
           coalesce(event.utm_source, '') AS utm_source,
           coalesce(event.utm_medium, '') AS utm_medium,
           coalesce(event.utm_campaign, '') AS utm_campaign,
           coalesce(event.utm_term, '') AS utm_term,
           coalesce(event.utm_content, '') AS utm_content,
           coalesce(nullif(trim(event.utm_source, E' \t\r\n\f'), ''), event.referrer_domain, '') AS source,
           coalesce(session.channel, 'Direct') AS channel,
           event.is_bot,
           event.bot_score,
           event.bot_signals
    FROM events AS event
    LEFT JOIN (
        SELECT session, visitor_id, channel
        FROM all_sessions WHERE website = $website AND ended_at >= $since AND started_at < $until
    ) AS session USING (session)
    WHERE event.website = $website AND event.ts >= $since AND event.ts < $until
) TO $path (FORMAT parquet);
