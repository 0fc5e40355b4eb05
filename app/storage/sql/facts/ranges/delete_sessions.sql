-- Delete the facts of a website's sessions.
DELETE FROM session_facts WHERE website = $website;
