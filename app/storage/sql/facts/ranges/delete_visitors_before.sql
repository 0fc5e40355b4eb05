-- Delete the facts of a website's visitors of the days before $day.
DELETE FROM visitor_facts WHERE website = $website AND day < $day;
