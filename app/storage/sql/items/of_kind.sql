-- The items of one kind of all websites, in any order. $kind: app.domain.items.kind.ItemKind.name.
-- Columns: key of the website; body (JSON).
SELECT website, body FROM items WHERE kind = $kind;
