-- Delete the facts of a website's visitors of one day.
DELETE FROM visitor_facts WHERE website = $website AND day = $day;
