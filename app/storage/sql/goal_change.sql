-- Write every value of a goal that may change. $id: of the goal; the others are named as the columns.
UPDATE goals
SET
    name = $name,
    match_value = $match_value,
    match_operator = $match_operator,
    value_mode = $value_mode,
    fixed_value = $fixed_value,
    value_property_key = $value_property_key,
    currency = $currency,
    updated_at = $updated_at
WHERE id = $id;
