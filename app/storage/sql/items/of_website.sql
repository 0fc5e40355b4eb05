-- The items of one kind of a website, in any order. $kind: app.domain.items.kind.ItemKind.name. Columns: body (JSON).
SELECT body FROM items WHERE website = $website AND kind = $kind;
