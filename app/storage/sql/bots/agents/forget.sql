-- Delete user agents not seen since $day.
DELETE FROM bot_agents WHERE seen_on < $day;
