-- Numbers of some values of a breakdown in another period whose first days have facts.
-- Slots: numbers (query); value_condition (condition on value). Columns: value; visitors; pageviews.
SELECT value, visitors, pageviews FROM ({numbers}) WHERE {value_condition};
