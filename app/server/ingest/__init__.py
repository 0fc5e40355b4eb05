"""From the bytes of a request to stored events: decoding, admission, journal, enrichment, writing."""
