-- Delete the recomputes of $website but for the $most newest.
DELETE FROM bot_recomputes
WHERE website = $website
    AND id NOT IN (SELECT id FROM bot_recomputes WHERE website = $website ORDER BY created_at DESC, id DESC LIMIT $most);
