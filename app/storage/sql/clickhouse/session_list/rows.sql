-- Some sessions in full, in no order.
-- Slots: session_events (query of the events of some visitors); session_id (expression). Parameters: $website;
-- $visitors; $starts (of the sessions in question, UTC).
-- Columns: session_id; visitor; client_id (null unless the client chose it); then as in
-- app.domain.reports.sessions.SessionRow from first_seen on, times UTC, duration in whole seconds.
SELECT {session_id} AS session_id,
       e.visitor AS visitor,
       nullIf(any(c.client_id), '') AS client_id,
       e.started_at AS started_at,
       max(e.ts) AS ended_at,
       intDiv(toUnixTimestamp64Micro(max(e.ts)) - toUnixTimestamp64Micro(min(e.ts)), 1000000) AS duration_s,
       countIf(e.kind = 'pageview') AS pageviews,
       count() AS events,
       argMin(e.path, (e.kind != 'pageview', e.ts, e.writer, e.seq)) AS entry_path,
       argMax(e.path, (e.kind = 'pageview', e.ts, e.writer, e.seq)) AS exit_path,
       argMin(e.origin || e.path || e.query_and_fragment, (e.kind != 'pageview', e.ts, e.writer, e.seq)) AS entry_url,
       argMax(e.origin || e.path || e.query_and_fragment, (e.kind = 'pageview', e.ts, e.writer, e.seq)) AS exit_url,
       nullIf(argMax(e.country, (e.ts, e.writer, e.seq)), '') AS country,
       nullIf(argMax(e.region, (e.ts, e.writer, e.seq)), '') AS region,
       nullIf(argMax(e.city, (e.ts, e.writer, e.seq)), '') AS city,
       nullIf(argMax(e.browser, (e.ts, e.writer, e.seq)), '') AS browser,
       nullIf(argMax(e.os, (e.ts, e.writer, e.seq)), '') AS os,
       nullIf(argMax(e.device, (e.ts, e.writer, e.seq)), '') AS device,
       nullIf(argMin(e.referrer_domain, (e.ts, e.writer, e.seq)), '') AS referrer_domain,
       argMin(e.channel, (e.ts, e.writer, e.seq)) AS channel,
       nullIf(argMin(e.utm_source, (e.ts, e.writer, e.seq)), '') AS utm_source,
       nullIf(argMin(e.utm_medium, (e.ts, e.writer, e.seq)), '') AS utm_medium,
       nullIf(argMin(e.utm_campaign, (e.ts, e.writer, e.seq)), '') AS utm_campaign,
       max(e.is_bot) AS is_bot,
       nullIf(argMinIf(e.source, (e.ts, e.writer, e.seq), e.source != ''), '') AS source
FROM ({session_events}) AS e
LEFT JOIN (
    SELECT visitor, any(client_id) AS client_id
    FROM client_visitors
    WHERE site = $website AND visitor IN $visitors
    GROUP BY visitor
) AS c ON e.visitor = c.visitor
WHERE e.started_at IN $starts
GROUP BY e.visitor, e.started_at
