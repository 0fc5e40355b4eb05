-- The choices for the share link of a website. Columns: the fields of app.domain.sharing.ShareOptions; no row for the
-- defaults.
SELECT embedding, embed_origins, sections FROM share_options WHERE website = $website;
