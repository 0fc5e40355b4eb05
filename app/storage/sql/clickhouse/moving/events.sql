-- Events of $websites from $since until just before $until (UTC) in their order: those of sessions. Columns: website; time in
-- microseconds; kind; visitor; five of the page; title; two of the referrer; name and data of a custom event; ten of place
-- and device; five of the campaign; channel; three about bots.
SELECT site,
       toUnixTimestamp64Micro(ts),
       kind,
       visitor,
       origin, hostname, path, query_and_fragment, url,
       title,
       referrer_url, referrer_domain,
       event_name, event_data,
       country, region, city, browser, browser_version, os, os_version, device, screen, language,
       utm_source, utm_medium, utm_campaign, utm_term, utm_content,
       channel,
       is_bot, bot_score, bot_signals
FROM events
WHERE site IN $websites AND ts >= $since AND ts < $until
ORDER BY ts, writer, seq
