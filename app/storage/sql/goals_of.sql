-- The goals of a website, newest first: the fields of app.domain.goals.Goal, times without zone in UTC.
-- $website: its key.
SELECT
    goals.id, websites.id AS website_id, goals.name, goal_type, match_value, match_operator, value_mode, fixed_value,
    value_property_key, currency, goals.created_at, goals.updated_at
FROM goals JOIN websites ON websites.key = goals.website
WHERE goals.website = $website
ORDER BY goals.created_at DESC, goals.id DESC;
