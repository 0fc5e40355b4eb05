-- Whether every visitor of the window brought an id of its own.
-- Slots: counted (condition on sessions). Columns: is_lasting, null when there is no visitor.
SELECT bool_and(visitor IN (FROM client_visitors SELECT visitor WHERE website = $website)) AS is_lasting
FROM all_sessions WHERE {counted};
