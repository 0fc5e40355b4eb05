"""Match rule for pages and names of events, shared by goals, funnels, attribution and journeys.

A value that starts with `http://` or `https://` is compared with the full URL without fragment; anything else with the
path, and with the query too when the value has a `?`. The case of scheme and host does not matter, nor does one `/` at
the end of the path: `/a` and `/a/` are two spellings of one page, and it matches when either of them does. Values are
literal text, compared in the one form that all writings of an address share (`app.domain.ingest.urls.canonical_text`).
Names of events are compared as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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


@dataclass(frozen=True, slots=True)
class MatchRule:
    """Rule that an event matches: a pageview by its page, or a custom event by its name."""

    type: MatchType
    value: str
    operator: MatchOperator = "equals"


@dataclass(frozen=True, slots=True)
class PageText:
    """A value to compare with pages. origin: as `canonical_origin`, None when it is not compared.

    rest: what follows the origin, as `canonical_path_and_query`. has_query: the query of a page is compared too.
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
    if (origin := _ORIGIN.match(value)) is not None:
        return PageText(canonical_origin(origin[0]), canonical_path_and_query(value[origin.end() :]), True)
    return PageText(None, canonical_path_and_query(value), "?" in value)
