-- Delete the facts of a website's sessions of one day.
DELETE FROM session_facts WHERE website = $website AND day = $day;
