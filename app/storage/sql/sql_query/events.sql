-- View of an owner's SQL: events. Slot: catalog (name of the database, quoted).
-- Visitors and sessions are numbers here: their ids stand with the sessions, and a join would make each question slow.
CREATE OR REPLACE TEMP VIEW events AS
SELECT
    sites.id AS website_id,
    events.ts AS created_at,
    events.kind::VARCHAR AS event_type,
    events.event_name,
    events.event_data,
    events.visitor,
    events.session,
    coalesce(events.url, events.origin || events.path || events.query_and_fragment) AS url,
    events.hostname,
    events.path,
    events.title,
    events.referrer_url,
    events.referrer_domain,
    events.country,
    events.region,
    events.city,
    events.browser,
    events.browser_version,
    events.os,
    events.os_version,
    events.device,
    events.screen,
    events.language,
    events.utm_source,
    events.utm_medium,
    events.utm_campaign,
    events.utm_term,
    events.utm_content,
    events.is_bot,
    events.bot_score
FROM {catalog}.main.events AS events
JOIN {catalog}.main.websites AS sites ON sites.key = events.website;
