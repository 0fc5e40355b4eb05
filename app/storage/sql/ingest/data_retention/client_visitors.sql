-- Delete ids chosen by clients that no event and no session refers to any more.
DELETE FROM client_visitors AS known
WHERE NOT EXISTS (SELECT 1 FROM events WHERE website = known.website AND visitor = known.visitor)
    AND NOT EXISTS (SELECT 1 FROM all_sessions WHERE website = known.website AND visitor = known.visitor);
