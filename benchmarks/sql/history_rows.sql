-- Events of the day as rows of `events`, with the context of their visitors and the values that only sessions have.
CREATE OR REPLACE TEMP TABLE day_rows AS
SELECT website,
       ts,
       seq,
       CASE WHEN is_custom THEN 'event' ELSE 'pageview' END AS kind,
       visitor,
       session,
       session_id,
       visitor_id,
       'https://' || hostname AS origin,
       hostname,
       path,
       query_and_fragment,
       title,
       CASE WHEN step = 0 THEN day_events.referrer_url ELSE 'https://' || hostname || '/' END AS referrer_url,
       CASE WHEN step = 0 THEN referrer_domain END AS referrer_domain,
       event_name,
       CASE WHEN has_data THEN format('{{"label":"{}","value":{}}}', split_part(path, '/', 2), draw(event, 8, 100)) END
           AS event_data,
       country,
       region,
       city,
       language,
       CASE WHEN step = 0 THEN utm_source END AS utm_source,
       CASE WHEN step = 0 THEN utm_medium END AS utm_medium,
       CASE WHEN step = 0 THEN utm_campaign END AS utm_campaign,
       CASE WHEN step = 0 THEN utm_term END AS utm_term,
       CASE WHEN step = 0 THEN utm_content END AS utm_content,
       contexts.* EXCLUDE (slot, of_crawlers),
       channel,
       is_first
FROM day_events
JOIN contexts ON contexts.of_crawlers = is_crawler AND contexts.slot = draw(context, 1, 4096)
JOIN places ON places.slot = draw(person, 2, 4096)
LEFT JOIN custom_events ON is_custom AND custom_events.slot = draw(event, 7, 4096);
