-- What names the channel of each session of the chunk. Columns: session; of its first event referrer_domain, the five
-- tags, hostname, query_and_fragment.
SELECT session, referrer_domain, utm_source, utm_medium, utm_campaign, utm_term, utm_content, hostname, query_and_fragment
FROM chunk
QUALIFY row_number() OVER (PARTITION BY session ORDER BY seq) = 1;
