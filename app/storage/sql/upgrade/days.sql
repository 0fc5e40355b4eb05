-- Rows of a table of the attached database `old` by UTC day. Slots: table; time (its column). Columns: day (start); rows.
SELECT date_trunc('day', {time})::TIMESTAMP AS day, count(*) AS rows FROM old.{table} GROUP BY day ORDER BY day;
