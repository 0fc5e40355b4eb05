-- Delete the facts of a website's sessions of the days before $day.
DELETE FROM session_facts WHERE website = $website AND day < $day;
