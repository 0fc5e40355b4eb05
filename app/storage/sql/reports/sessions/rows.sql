-- Some sessions in full, in no order.
-- Parameters: $sessions (their numbers); $from, $until (UTC: none began outside them).
-- Columns: session (number); is_uniform; session_id; visitor_id; client_id (null unless the client chose it); then as in
-- app.domain.reports.sessions.SessionRow from first_seen on, times UTC, duration in whole seconds.
SELECT session,
       is_uniform,
       session_id,
       visitor_id,
       client_id,
       started_at,
       ended_at,
       (epoch_us(ended_at) - epoch_us(started_at)) // 1_000_000 AS duration_s,
       pageviews,
       events,
       entry_path,
       exit_path,
       entry_origin || entry_path || entry_query_and_fragment AS entry_url,
       exit_origin || exit_path || exit_query_and_fragment AS exit_url,
       country,
       region,
       city,
       browser,
       os,
       device,
       referrer_domain,
       channel,
       utm_source,
       utm_medium,
       utm_campaign,
       is_bot,
       source
FROM all_sessions LEFT JOIN client_visitors USING (website, visitor)
WHERE website = $website
    AND started_at >= $from
    AND started_at <= $until
    AND session IN (SELECT unnest($sessions::UBIGINT[]));
