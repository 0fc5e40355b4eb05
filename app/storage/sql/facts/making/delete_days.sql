-- Delete the facts of a website from day $first to day $last.
DELETE FROM facts WHERE website = $website AND day BETWEEN $first AND $last;
