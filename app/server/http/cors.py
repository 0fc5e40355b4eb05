"""Headers that let a page of any origin send events and read the replies, the same for both lanes."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ALLOW_ORIGIN = "Access-Control-Allow-Origin"
EXPOSED = "Retry-After"  # reply header that trackers on other origins may read

OPEN_HEADERS: Mapping[str, str] = MappingProxyType({ALLOW_ORIGIN: "*", "Access-Control-Expose-Headers": EXPOSED})
"""Headers of a reply that any page may read, to a request without cookies."""
_ANY = MappingProxyType({**OPEN_HEADERS, "Vary": "Origin"})


def ingest_headers(origin: str | None) -> Mapping[str, str]:
    """Return the headers for a request with this Origin header.

    Beacons and some SDKs send cookies along, and then a browser accepts no `*`: the origin is repeated.
    """
    if not origin or not (origin.isascii() and origin.isprintable()):
        return _ANY
    return {**_ANY, ALLOW_ORIGIN: origin, "Access-Control-Allow-Credentials": "true"}
