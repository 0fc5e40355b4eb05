-- Keep what was chosen for the link of a website. $key: of the website; the rest as in app.domain.sharing.ShareOptions.
INSERT INTO share_options (website, embedding, embed_origins, sections)
VALUES ($key, $embedding, $embed_origins, $sections)
ON CONFLICT (website) DO UPDATE
SET embedding = excluded.embedding, embed_origins = excluded.embed_origins, sections = excluded.sections;
