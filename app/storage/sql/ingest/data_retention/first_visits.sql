-- Delete the first visits of visitors without a session. They have no events either: a session outlives its events.
DELETE FROM first_visits AS known
WHERE NOT EXISTS (SELECT 1 FROM all_sessions WHERE website = known.website AND visitor = known.visitor);
