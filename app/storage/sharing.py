"""Choices for the share links of websites in the database. The links themselves are in `websites`."""

from __future__ import annotations

from app.domain.ids import WebsiteKey
from app.domain.sharing import ShareOptions
from app.storage.connection import one, statement
from app.storage.metadata import Transaction


def options_of(con: Transaction, website: WebsiteKey) -> ShareOptions:
    """Return the choices for a website, the defaults when none were stored."""
    row = one(con, "sharing/options", {"website": website})
    if row is None:
        return ShareOptions()
    embedding, origins, sections = row
    return ShareOptions(embedding, tuple(origins), tuple(sections))


def set_options(con: Transaction, website: WebsiteKey, options: ShareOptions) -> None:
    """Store the choices for an existing website."""
    values = {
        "website": website,
        "embedding": options.embedding,
        "embed_origins": list(options.embed_origins),
        "sections": list(options.sections),
    }
    con.execute(statement("sharing/options_set"), values)
