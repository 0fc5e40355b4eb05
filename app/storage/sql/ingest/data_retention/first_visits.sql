-- Forget the first visit of visitors of whom no session is left. No event is then: a session outlives its events.
DELETE FROM first_visits AS known
WHERE NOT EXISTS (SELECT 1 FROM all_sessions WHERE website = known.website AND visitor = known.visitor);
