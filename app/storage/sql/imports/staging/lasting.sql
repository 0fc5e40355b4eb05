-- List visitors with events on more than one day of UTC: their ids last, as those do that clients choose. source: the hash
-- of a visitor as the file tells him.
CREATE TABLE lasting AS
SELECT visitor, any_value(visitor_number) AS source
FROM events
GROUP BY visitor
HAVING min(at_us // 86400000000) <> max(at_us // 86400000000);
