-- The steps of every funnel of a website in their order: the fields of app.domain.funnels.FunnelStep. $website: its key.
SELECT id, funnel_id, step_order, step_type, match_value, match_operator, label, created_at
FROM funnel_steps
WHERE funnel_id IN (FROM funnels SELECT id WHERE website = $website)
ORDER BY funnel_id, step_order;
