-- The funnels of a website without their steps, newest first: the fields of app.domain.funnels.Funnel, times without
-- zone in UTC. $website: its key.
SELECT
    funnels.id, websites.id AS website_id, funnels.name, any_order, window_seconds, funnels.created_at,
    funnels.updated_at
FROM funnels JOIN websites ON websites.key = funnels.website
WHERE funnels.website = $website
ORDER BY funnels.created_at DESC, funnels.id DESC;
