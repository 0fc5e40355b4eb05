"""Dimensions to break down and filter by, in one table, and the syntax of filters.

A filter is the query parameter `filter_<name>`. Its value is one value or several separated by `,` (any of them
matches); a leading `!` negates it (none of them matches; rows without a value stay). `(direct)` and `(none)` stand for
a missing value. In pages `*` stands for any run of characters. A backslash makes the character after it literal:
`filter_city=Washington\\, D.C.`, `filter_title=\\!important`.

`filter_event_data.<key>` filters by the value under a key of `event_data`. Everything after the first dot is the key,
literally: dots, brackets and stars have no special meaning. Objects and lists are compared as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from app.domain.errors import BadRequest
from app.domain.ingest.urls import ascii_host, canonical_text, folded_host, split_url
from app.domain.reports.matching import page_letters, page_text
from app.domain.reports.request import Filter

Table = Literal["events", "sessions"]
Order = Literal["visitors", "pageviews"]

MAX_VALUE_LENGTH = 512
MAX_PAGE_LENGTH = 2_048
MAX_VALUES = 50
MAX_KEY_LENGTH = 512
MAX_PROPERTIES = 20  # filters on event_data in one query: each reads the data of every event
MAX_SHOWN_NAME = 64  # characters of a parameter's name that an error message repeats
PROPERTY = "event_data."
NULL_VALUES = ("(direct)", "(none)")


@dataclass(frozen=True, slots=True)
class Dimension:
    """One dimension to break down or filter by.

    name: `type` of a breakdown. column: in storage. table: a dimension of sessions has one value for the whole session.
    order: default sort column. null_label: label of the row for a missing value; None leaves such events out of the
    breakdown. is_page: allows wildcards and the length of a URL, and is compared in the form of `canonical_text`.
    is_host: compared in lower case and ASCII form. key: of the value in the JSON object that the column holds.
    """

    name: str
    column: str
    table: Table = "events"
    order: Order = "visitors"
    null_label: str | None = None
    is_page: bool = False
    is_host: bool = False
    key: str | None = None


DIMENSIONS: Mapping[str, Dimension] = {
    dimension.name: dimension
    for dimension in (
        Dimension("page", "path", order="pageviews", is_page=True),
        Dimension("page_url", "url", order="pageviews", is_page=True),
        Dimension("hostname", "hostname", is_host=True),
        Dimension("title", "title", order="pageviews"),
        Dimension("entry_page", "entry_path", "sessions", is_page=True),
        Dimension("exit_page", "exit_path", "sessions", is_page=True),
        Dimension("referrer", "referrer_domain", null_label="(direct)", is_host=True),
        Dimension("source", "source", "sessions", null_label="(direct)"),
        Dimension("channel", "channel", "sessions"),
        Dimension("country", "country"),
        Dimension("region", "region"),
        Dimension("city", "city"),
        Dimension("browser", "browser"),
        Dimension("browser_version", "browser_version"),
        Dimension("browser_release", "browser_version"),  # the browser with the first number of its version: Chrome 126
        Dimension("os", "os"),
        Dimension("os_version", "os_version"),
        Dimension("os_release", "os_version"),  # the system with its version: macOS 14.5
        Dimension("device", "device"),
        Dimension("language", "language"),
        Dimension("screen", "screen"),
        Dimension("event_name", "event_name"),
        Dimension("utm_source", "utm_source"),
        Dimension("utm_medium", "utm_medium"),
        Dimension("utm_campaign", "utm_campaign"),
        Dimension("utm_term", "utm_term"),
        Dimension("utm_content", "utm_content"),
    )
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One parsed filter: matches any of `values` or `patterns` and, with `matches_null`, a missing value.

    patterns: the literal texts between the wildcards, in order; their hosts as they are written. is_excluded: negates
    the filter.
    """

    dimension: Dimension
    values: tuple[str, ...] = ()
    patterns: tuple[tuple[str, ...], ...] = ()
    matches_null: bool = False
    is_excluded: bool = False


Conditions = tuple[Condition, ...]


def dimension(name: str, *, field: str = "type") -> Dimension:
    """Return the dimension of this name. Raises BadRequest if there is none."""
    if (known := DIMENSIONS.get(name)) is None:
        raise BadRequest(f"invalid metric type: {name[:64]}", field=field)
    return known


def parse_filters(params: Mapping[str, str], *, is_blank_refused: bool = False) -> Conditions:
    """Read every `filter_<name>` of a query and ignore other parameters.

    An empty value is an ordinary value, except that an empty `filter_page` means no filter. With `is_blank_refused`
    values are trimmed and an empty one is refused.
    """
    conditions = []
    for known, text in _filter_texts(params):
        if is_blank_refused and not (text := text.strip()):
            name = _shown_name(known)
            raise BadRequest(f"{name} cannot be empty when provided", field=name)
        if text or known.name != "page":
            conditions.append(parse_filter(known, text))
    return tuple(conditions)


def _filter_texts(params: Mapping[str, str]) -> Iterator[tuple[Dimension, str]]:
    """Yield the filtered dimensions with the texts of their filters."""
    for name, known in DIMENSIONS.items():
        if (text := params.get(f"filter_{name}")) is not None:
            yield known, text
    properties = [name for name in params if name.startswith(f"filter_{PROPERTY}")]
    if len(properties) > MAX_PROPERTIES:
        raise BadRequest(f"there are too many filters on event_data (max {MAX_PROPERTIES})", field="filter_event_data")
    for name in properties:
        yield event_property(name.removeprefix(f"filter_{PROPERTY}")), params[name]


def event_property(key: str) -> Dimension:
    """Return the dimension of a key of `event_data`."""
    if len(key) > MAX_KEY_LENGTH:
        raise BadRequest(f"the key is too long (max {MAX_KEY_LENGTH} characters)", field="filter_event_data")
    return Dimension(PROPERTY + key, "event_data", key=key)


def parse_filter(known: Dimension, text: str) -> Condition:
    """Read the value of one filter parameter."""
    is_excluded = text.startswith("!")
    parts = _split(text[is_excluded:])
    _check_lengths(known, parts)
    nulls = [part for part in parts if part.raw in NULL_VALUES]
    patterns = [part for part in parts if known.is_page and part.has_wildcard]
    values = [part.literal for part in parts if part not in nulls and part not in patterns]
    return Condition(
        known,
        tuple(_comparable(known, value) for value in values),
        tuple(tuple(page_letters(piece) for piece in part.pieces) for part in patterns),
        bool(nulls),
        is_excluded,
    )


def searchable(known: Dimension, search: str) -> str:
    """Return a search in the form in which the dimension's values are stored, but hosts as they are written."""
    if known.is_page:
        return page_letters(search)
    return folded_host(canonical_text(search)) if known.is_host else search


def _comparable(known: Dimension, value: str) -> str:
    """Return a value in the form in which the dimension's values are stored."""
    if known.name == "page_url":
        parts = split_url(value)
        return parts.origin + parts.path + parts.query_and_fragment
    if known.is_page:
        return page_text(value).whole
    return ascii_host(value) if known.is_host else value


def filter_params(filters: Iterable[Filter]) -> dict[str, str]:
    """Return the query parameters of some filters: the inverse of `parse_filters`.

    Included values of one dimension are alternatives; excluded values of the same dimension are removed from them. A
    `*` in a page stays a wildcard.
    """
    params: dict[str, str] = {}
    chosen = tuple(filters)
    for name in dict.fromkeys(item.dimension for item in chosen):
        mine = [item for item in chosen if item.dimension == name]
        excluded = [item.value for item in mine if item.is_excluded]
        included = [item.value for item in mine if not item.is_excluded and item.value not in excluded]
        values = included or excluded
        params[f"filter_{name}"] = ("" if included else "!") + ",".join(_escaped(value) for value in values)
    return params


def filters_of(params: Mapping[str, str]) -> tuple[Filter, ...]:
    """Return the filters that some query parameters stand for: the inverse of `filter_params`."""
    return tuple(
        Filter(known.name, part.literal, text.startswith("!"))
        for known, text in _filter_texts(params)
        for part in _split(text.removeprefix("!"))
    )


def check_countries(conditions: Conditions) -> None:
    """Refuse a country filter that cannot be an ISO 3166-1 alpha-2 code: two upper-case ASCII letters."""
    values = [value for item in conditions if item.dimension.name == "country" for value in item.values]
    if any(re.fullmatch("[A-Z]{2}", value) is None for value in values):
        raise BadRequest("filter_country must be ISO 3166-1 alpha-2 (2 chars)", field="filter_country")


@dataclass(frozen=True, slots=True)
class _Part:
    """One value as written (`raw`), and the literal texts between its unescaped `*`."""

    raw: str
    pieces: tuple[str, ...]

    @property
    def has_wildcard(self) -> bool:
        return len(self.pieces) > 1

    @property
    def literal(self) -> str:
        return "*".join(self.pieces)


def _split(text: str) -> list[_Part]:
    r"""Cut at every `,` that has no backslash; a backslash at the very end stands for itself."""
    parts: list[_Part] = []
    raw, pieces = "", [""]
    for token in re.findall(r"\\.|.", text, re.DOTALL):
        if token == ",":
            parts.append(_Part(raw, tuple(pieces)))
            raw, pieces = "", [""]
            continue
        raw += token
        if token == "*":
            pieces.append("")
        else:
            pieces[-1] += token[-1]
    return [*parts, _Part(raw, tuple(pieces))]


def _check_lengths(known: Dimension, parts: list[_Part]) -> None:
    name = _shown_name(known)
    longest = MAX_PAGE_LENGTH if known.is_page else MAX_VALUE_LENGTH
    if any(len(part.literal) > longest for part in parts):
        raise BadRequest(f"{name} is too long (max {longest} characters)", field=name)
    if len(parts) > MAX_VALUES:
        raise BadRequest(f"{name} has too many values (max {MAX_VALUES})", field=name)


def _shown_name(known: Dimension) -> str:
    return f"filter_{known.name}"[:MAX_SHOWN_NAME]


def _escaped(value: str) -> str:
    text = re.sub(r"([\\,])", r"\\\1", value)
    return f"\\{text}" if text.startswith("!") else text
