"""Page of the settings of a site: general, snippet, ingest limits, export and deletion."""
