-- Add the steps of a funnel in their order. $funnel_id: its id; lists of one entry a step: $ids, $types, $match_values,
-- $operators, $labels; $at: UTC.
INSERT INTO funnel_steps (id, funnel_id, step_order, step_type, match_value, match_operator, label, created_at)
SELECT
    unnest($ids), $funnel_id, unnest(range(1, len($ids) + 1)), unnest($types), unnest($match_values),
    unnest($operators), unnest($labels), $at;
