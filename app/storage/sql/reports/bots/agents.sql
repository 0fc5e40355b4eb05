-- The $limit most frequent user agents of bots, of those that are kept. Slot: events (condition on events). Columns:
-- user_agent; events.
SELECT user_agent, sum(events)::BIGINT AS events
FROM (
    SELECT website, agent, count(*) AS events
    FROM events
    WHERE {events} AND is_bot AND agent IS NOT NULL
    GROUP BY ALL
) JOIN bot_agents USING (website, agent)
GROUP BY user_agent
ORDER BY events DESC, user_agent
LIMIT $limit;
