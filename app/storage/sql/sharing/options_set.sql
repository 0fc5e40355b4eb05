-- Store the choices for the share link of a website. Values: as in app.domain.sharing.ShareOptions.
INSERT INTO share_options (website, embedding, embed_origins, sections)
VALUES ($website, $embedding, $embed_origins, $sections)
ON CONFLICT (website) DO UPDATE
SET embedding = excluded.embedding, embed_origins = excluded.embed_origins, sections = excluded.sections;
