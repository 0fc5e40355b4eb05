-- What was chosen for the link of a website. $key: of the website. Columns: the fields of
-- app.domain.sharing.ShareOptions; no row while nothing was chosen.
SELECT embedding, embed_origins, sections FROM share_options WHERE website = $key;
