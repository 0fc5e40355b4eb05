-- Store the sessions of a batch. The tables batch_* come from app.storage.ingest.batch.
-- Slots: is_live (0 or 1); into (table).
INSERT INTO {into}
SELECT session.website,
       session.session_number,
       session.visitor_number,
       session.session,
       session.visitor,
       make_timestamp(session.started_us),
       make_timestamp(session.ended_us),
       session.events,
       session.pageviews,
       session.begins_with_pageview = 1,
       session.has_later_referrer = 1,
       entry.origin,
       entry.hostname,
       entry.path,
       entry.query_and_fragment,
       exit.origin,
       exit.path,
       exit.query_and_fragment,
       source.text,
       referrer.text,
       channel.text,
       utm.* EXCLUDE (number),
       context.* EXCLUDE (number),
       session.is_uniform = 1,
       session.is_bot = 1,
       session.bot_score,
       session.bot_signals
FROM batch_sessions AS session
JOIN batch_pages AS entry ON entry.number = session.entry
JOIN batch_pages AS exit ON exit.number = session.exit
JOIN batch_texts AS source ON source.number = session.source
JOIN batch_texts AS referrer ON referrer.number = session.referrer_domain
JOIN batch_texts AS channel ON channel.number = session.channel
JOIN batch_utms AS utm ON utm.number = session.utm
JOIN batch_contexts AS context ON context.number = session.context
WHERE session.is_live = {is_live};
