-- Write every value of a funnel that may change, apart from its steps. $id: of the funnel; $at: UTC.
UPDATE funnels
SET name = $name, any_order = $any_order, window_seconds = $window_seconds, updated_at = $at
WHERE id = $id;
