"""Names of time zones: the one that clients send although it names no zone."""

from __future__ import annotations

from collections.abc import Mapping

_ALIASES: Mapping[str, str] = {"Pacific/Sydney": "Australia/Sydney"}
"""Names that the reference's own list offers and the IANA database lacks, with the zones they mean."""


def zone_name(text: str) -> str:
    """Return the name of a zone without surrounding white space, of an alias the zone it means."""
    name = text.strip()
    return _ALIASES.get(name, name)
