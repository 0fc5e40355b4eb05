-- Replace an item of a website. $body: JSON.
UPDATE items SET body = $body WHERE id = $id AND website = $website AND kind = $kind;
