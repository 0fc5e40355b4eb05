-- Number of events of a website before $until (UTC) that other writers than $writer have stored.
SELECT count() FROM events WHERE site = $website AND ts < $until AND writer != $writer
