"""What owners chose for the links of their websites. The links themselves are in `websites`."""

from __future__ import annotations

from app.domain.sharing import ShareOptions
from app.storage.connection import Connection, one, statement


def options_of(con: Connection, key: int) -> ShareOptions:
    """What was chosen for a website. key: of the website."""
    found = one(con, "sharing/options", {"key": key})
    if found is None:
        return ShareOptions()
    embedding, origins, sections = found
    return ShareOptions(embedding, tuple(origins), tuple(sections))


def set_options(con: Connection, key: int, options: ShareOptions) -> None:
    """Keep what was chosen for a website that exists."""
    values = {
        "key": key,
        "embedding": options.embedding,
        "embed_origins": list(options.embed_origins),
        "sections": list(options.sections),
    }
    con.execute(statement("sharing/options_set"), values)
