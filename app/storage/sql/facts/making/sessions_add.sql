-- Add the facts of a website's sessions on one day. The table made_facts comes from app.storage.facts.making.
INSERT INTO session_facts
SELECT $website,
       dimension,
       $day,
       CASE WHEN earlier >= 0 THEN DATE '1970-01-01' + earlier END,
       value,
       counted,
       bounces,
       duration_us
FROM made_facts;
