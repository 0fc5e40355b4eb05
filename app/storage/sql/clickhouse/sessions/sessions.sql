-- Part of reports: sessions with an event in the window, each with everything that its events say.
-- Slots: session_events (query); more (further columns, each with a comma before it). Parameters: $start, $end.
-- Columns: visitor, started_at (key); ended_at; duration_us; events; pageviews; is_bot; entry_..., exit_... (its first
-- and last pageview; empty without one); source (first known one); channel (of its first event).
SELECT e.visitor AS visitor,
       e.started_at AS started_at,
       max(e.ts) AS ended_at,
       toUnixTimestamp64Micro(max(e.ts)) - toUnixTimestamp64Micro(min(e.ts)) AS duration_us,
       count() AS events,
       countIf(e.kind = 'pageview') AS pageviews,
       max(e.is_bot) AS is_bot,
       argMinIf(e.origin, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS entry_origin,
       argMinIf(e.path, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS entry_path,
       argMinIf(e.query_and_fragment, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS entry_query_and_fragment,
       argMaxIf(e.origin, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS exit_origin,
       argMaxIf(e.path, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS exit_path,
       argMaxIf(e.query_and_fragment, (e.ts, e.writer, e.seq), e.kind = 'pageview') AS exit_query_and_fragment,
       argMinIf(e.source, (e.ts, e.writer, e.seq), e.source != '') AS source,
       argMin(e.channel, (e.ts, e.writer, e.seq)) AS channel
       {more}
FROM ({session_events}) AS e
GROUP BY e.visitor, e.started_at
HAVING started_at < $end AND ended_at >= $start
