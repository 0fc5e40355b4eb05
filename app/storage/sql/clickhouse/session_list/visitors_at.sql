-- Visitors with an event at one moment, of which the id of a session tells some bits.
-- Parameters: $website; $at (UTC); $bits, $mask. Columns: visitor.
SELECT DISTINCT visitor FROM events WHERE site = $website AND ts = $at AND bitAnd(visitor, $mask) = $bits ORDER BY visitor
