-- Delete the facts of a website of the days before $day.
DELETE FROM facts WHERE website = $website AND day < $day;
