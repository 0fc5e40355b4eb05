-- Add a goal to the website of key $website, if it is still there. The other values are named as the columns.
INSERT INTO goals
SELECT
    $id, key, $name, $goal_type, $match_value, $match_operator, $value_mode, $fixed_value, $value_property_key,
    $currency, $created_at, $updated_at
FROM websites
WHERE key = $website
RETURNING id;
