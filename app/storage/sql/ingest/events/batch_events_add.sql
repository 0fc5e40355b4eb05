-- Store the events of a batch. The tables batch_* come from app.storage.ingest.batch; each number refers to a row of one.
INSERT INTO events
SELECT event.website,
       make_timestamp(event.at_us),
       event.seq,
       (CASE WHEN event.is_pageview = 1 THEN 'pageview' ELSE 'event' END)::event_kind,
       event.visitor_number,
       event.session_number,
       page.origin,
       page.hostname,
       page.path,
       page.query_and_fragment,
       page.url,
       title.text,
       source.url,
       source.domain,
       name.text,
       data.text,
       context.* EXCLUDE (number),
       utm.* EXCLUDE (number),
       event.is_bot = 1,
       event.bot_score,
       event.bot_signals
FROM batch_events AS event
JOIN batch_pages AS page ON page.number = event.page
JOIN batch_texts AS title ON title.number = event.title
JOIN batch_sources AS source ON source.number = event.source
JOIN batch_texts AS name ON name.number = event.event_name
JOIN batch_texts AS data ON data.number = event.event_data
JOIN batch_contexts AS context ON context.number = event.context
JOIN batch_utms AS utm ON utm.number = event.utm;
