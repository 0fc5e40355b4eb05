-- The day of each time slot. Time is cut into equal slots, each in one day, as in the series of the overview.
-- Parameters: $days (days one after the other), $lengths (slots of each).
-- Columns: day_of (list of the days, by slot).
CREATE OR REPLACE TEMP TABLE slot_days AS
SELECT list(day ORDER BY day) AS day_of
FROM (
    SELECT day, unnest(range(slots))
    FROM (SELECT unnest($days::DATE[]) AS day, unnest($lengths::INTEGER[]) AS slots)
);
