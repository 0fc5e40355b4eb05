"""Match rule for pages and names of events, shared by goals, funnels, attribution and journeys.

With `equals` a value that starts with `http://` or `https://` is compared with the full URL without fragment, anything
else with the path. The other operators match when the full URL or the path with its query does. A value without a `?`
matches whatever the query is. The case of scheme and host does not matter, nor does one `/` at the end of the path:
`/a` and `/a/` are two spellings of one page, and it matches when either of them does. Values are literal text, compared
in the one form that all writings of an address share (`app.domain.ingest.urls.canonical_path_and_query`), with
international hosts in their ASCII form and in their own letters. Names of events are compared as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.ingest.urls import canonical_origin, canonical_path_and_query, canonical_text

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
_UP_TO_HOST = re.compile(r"(?:[^/?#]*//)?[^/?#]*")

Pieces = tuple[str, ...]
"""A pattern: the literal texts between its stars."""


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

    def host_and_rest(self) -> tuple[str, str]:
        """The text up to the first `/` behind a host, which may be a part of one, and the text from there."""
        host = _UP_TO_HOST.match(self.whole)[0]  # type: ignore[index]  # it matches any text
        return host, self.whole[len(host) :]

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


def page_letters(text: str) -> str:
    """Return a value to compare with pages, or a part of one, in the form of `page_text`, its host as it is written."""
    origin = _ORIGIN.match(text)
    end = 0 if origin is None else origin.end()
    return canonical_text(text[:end]) + canonical_path_and_query(text[end:])


def with_ascii_host(pieces: Pieces) -> Pieces:
    """Return a pattern for full URLs with scheme and host in lower case, and in ASCII form where no star parts them."""
    origin = _ORIGIN.match(pieces[0])
    start = 0 if origin is None else len(origin[0])
    folded = [canonical_origin(pieces[0][:start]) + pieces[0][start:]]
    is_in_host = start == len(pieces[0])
    for piece in pieces[1:]:
        end = _HOST_PART.match(piece)[0] if is_in_host else ""  # type: ignore[index]  # it matches any text
        folded.append(end.lower() + piece[len(end) :])
        is_in_host = is_in_host and len(end) == len(piece)
    return tuple(folded)


def rests_after(pieces: Pieces, text: str) -> tuple[Pieces, ...]:
    """Return the patterns of which what follows `text` must match one, so that both together match `pieces`.

    text: in lower case; the case of what is compared with it does not matter. A piece is taken as early as it comes:
    the star behind it then stands for the most.
    """
    start, *others = pieces
    if len(start) > len(text) or not others:
        return ((start[len(text) :], *others),) if _lower(start).startswith(text) else ()
    if not text.startswith(_lower(start)):
        return ()
    end, place = len(start), 1
    while place < len(pieces) - 1 and (hit := text.find(_lower(pieces[place]), end)) >= 0:
        end, place = hit + len(pieces[place]), place + 1
    piece, *behind = pieces[place:]
    low, most = _lower(piece), max(end, len(text) - len(piece))
    begun = [len(text) - at for at in range(most, len(text)) if low.startswith(text[at:])]
    return (("", piece, *behind), *((piece[length:], *behind) for length in begun))


def _lower(text: str) -> str:
    """Return `text` in lower case, each character by one."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
