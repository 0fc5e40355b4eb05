"""Match rule for pages and names of events, shared by goals, funnels, attribution and journeys.

With `equals` a value that starts with `http://` or `https://` is compared with the full URL without fragment, anything
else with the path. The other operators match when the full URL or the path with its query does. A value without a `?`
matches whatever the query is. The case of scheme and host does not matter, nor does one `/` at the end of the path:
`/a` and `/a/` are two spellings of one page, and it matches when either of them does. Values are literal text, compared
in the one form that all writings of an address share (`app.domain.ingest.urls.canonical_path_and_query`). Names of
events are compared as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from app.domain.ingest.urls import canonical_origin, canonical_path_and_query

MatchType = Literal["page_view", "event"]
MatchTypeSpelling = Literal["page_view", "pageview", "page", "event"]
MatchOperator = Literal["equals", "contains", "starts_with", "ends_with"]

MATCH_TYPES: Mapping[MatchTypeSpelling, MatchType] = {
    "page_view": "page_view",
    "pageview": "page_view",
    "page": "page_view",
    "event": "event",
}
"""Every spelling that is accepted, with its type."""

_ORIGIN = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_HOST_PART = re.compile(r"[^/?#]*")


@dataclass(frozen=True, slots=True)
class MatchRule:
    """Rule that an event matches: a pageview by its page, or a custom event by its name."""

    type: MatchType
    value: str
    operator: MatchOperator = "equals"


@dataclass(frozen=True, slots=True)
class PageText:
    """A value to compare with pages. origin: as `canonical_origin`, None when it is not compared.

    rest: what follows the origin, as `canonical_path_and_query`. has_query: it has a `?`, so that the query of a
    page is compared too.
    """

    origin: str | None
    rest: str
    has_query: bool

    @property
    def whole(self) -> str:
        return (self.origin or "") + self.rest

    def stem_and_query(self) -> tuple[str, str]:
        """The path without one `/` at its end, and the query with its `?`. No page has a fragment: it is dropped."""
        path, mark, query = self.rest.partition("#")[0].partition("?")
        return path.removesuffix("/"), mark + query


def page_text(value: str) -> PageText:
    """Parse a value to compare with pages."""
    origin = _ORIGIN.match(value)
    rest = canonical_path_and_query(value if origin is None else value[origin.end() :])
    return PageText(None if origin is None else canonical_origin(origin[0]), rest, "?" in rest.partition("#")[0])


def is_full_url(value: str) -> bool:
    """Return whether a value, or the beginning of a pattern, is compared with full URLs."""
    return _ORIGIN.match(value) is not None


def with_lower_host(pieces: Sequence[str]) -> tuple[str, ...]:
    """Return a pattern for full URLs, the texts between its stars, with scheme and host in lower case."""
    origin = _ORIGIN.match(pieces[0])
    start = 0 if origin is None else len(origin[0])
    lowered = [pieces[0][:start].lower() + pieces[0][start:]]
    is_in_host = start == len(pieces[0])
    for piece in pieces[1:]:
        end = _HOST_PART.match(piece)[0] if is_in_host else ""  # type: ignore[index]  # it matches any text
        lowered.append(end.lower() + piece[len(end) :])
        is_in_host = is_in_host and len(end) == len(piece)
    return tuple(lowered)
