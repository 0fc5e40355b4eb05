"""SQL condition of a rule of `app.domain.reports.matching` on a table with pages; every value is bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.domain.reports.matching import (
    MatchOperator,
    MatchRule,
    PageText,
    Pieces,
    page_letters,
    page_text,
    with_ascii_host,
)
from app.storage.fragments.letters import Letters, letters_condition
from app.storage.fragments.values import Values, bind, like

_NAME = "coalesce(event_name, '')"
_SLASHES = ("", " || '/'")


@dataclass(frozen=True, slots=True)
class PageColumns:
    """Columns that hold a page, and conditions on texts, in the dialect of DuckDB.

    prefix: of the names of the columns, "" for the page of an event.
    """

    prefix: str = ""

    comparisons: ClassVar[Mapping[MatchOperator, str]] = {
        "equals": "({text} = {value})",
        "contains": "contains({text}, {value})",
        "starts_with": "starts_with({text}, {value})",
        "ends_with": "ends_with({text}, {value})",
    }

    def like(self, text: str, pieces: Sequence[str], values: Values) -> str:
        """Return the condition that a text matches a wildcard pattern, given as the literal texts between its stars."""
        return like(text, pieces, values)

    def compared(self, text: str, operator: MatchOperator, value: str) -> str:
        """Return the condition that a text matches a value as an operator says. value: a bound parameter."""
        return self.comparisons[operator].format(text=text, value=value)

    @property
    def origin(self) -> str:
        return f"lower({self.prefix}origin)"

    @property
    def path(self) -> str:
        return f"{self.prefix}path"

    @property
    def stem(self) -> str:
        """The path without one `/` at its end."""
        return f"CASE WHEN ends_with({self.path}, '/') THEN left({self.path}, -1) ELSE {self.path} END"

    @property
    def query(self) -> str:
        """The query with its `?`."""
        return f"split_part({self.prefix}query_and_fragment, '#', 1)"

    @property
    def whole(self) -> str:
        return f"{self.origin} || {self.stem}"

    def rests(self, *, has_query: bool) -> list[str]:
        """Return the texts of what follows the origin, without and with one `/` at the end of the path."""
        query = f" || {self.query}" if has_query else ""
        return [f"({self.stem}{slash}{query})" for slash in _SLASHES]


EVENT_PAGE = PageColumns()


def rule_condition(rule: MatchRule, values: Values, letters: Letters, columns: PageColumns = EVENT_PAGE) -> str:
    """Return the condition that an event matches, never null; the values it binds are added to `values`.

    letters: of the origins of the events. columns: of their pages.
    """
    kind = "pageview" if rule.type == "page_view" else "event"
    return f"(kind = '{kind}' AND {condition_within_kind(rule, values, letters, columns)})"


def condition_within_kind(rule: MatchRule, values: Values, letters: Letters, columns: PageColumns = EVENT_PAGE) -> str:
    """Return the condition that an event of the rule's kind matches, as `rule_condition` does."""
    if rule.type == "page_view":
        return page_condition(rule.value, rule.operator, values, letters, columns)
    return columns.compared(_NAME, rule.operator, bind(rule.value, values))


def page_condition(
    value: str, operator: MatchOperator, values: Values, letters: Letters, columns: PageColumns = EVENT_PAGE
) -> str:
    """Return the condition that a page matches, that of an event of any kind or another; never null."""
    page = page_text(value)
    if operator == "equals":
        stem, query = page.stem_and_query()
        parts = [f"{columns.path} IN ({bind(stem, values)}, {bind(stem + '/', values)})"]
        parts += [f"{columns.query} = {bind(query, values)}"] if page.has_query else []
        parts += [f"{columns.origin} = {bind(page.origin, values)}"] if page.origin is not None else []
        return f"({' AND '.join(parts)})"
    text = bind(page.whole, values)
    parts = [columns.compared(spelling, operator, text) for spelling in _spellings(page, operator, columns)]
    parts += _lower_host_conditions(page, operator, columns, values)
    if operator != "starts_with" or not value.startswith("/"):  # which no full URL starts with
        pattern, rests = _pattern(page_letters(value), operator), columns.rests(has_query=page.has_query)
        parts += letters_condition(pattern, columns.origin, rests, letters, values, columns.like)
    return f"({' OR '.join(parts)})"


def url_pattern_condition(pieces: Pieces, values: Values, letters: Letters, columns: PageColumns = EVENT_PAGE) -> str:
    """Return the condition that the full URL of a page matches a pattern."""
    pattern, rests = with_ascii_host(pieces), columns.rests(has_query=any("?" in piece for piece in pieces))
    parts = [columns.like(f"({columns.origin} || {rest})", pattern, values) for rest in rests]
    parts += letters_condition(pieces, columns.origin, rests, letters, values, columns.like)
    return f"({' OR '.join(parts)})"


def _lower_host_conditions(page: PageText, operator: MatchOperator, columns: PageColumns, values: Values) -> list[str]:
    """Return conditions of which one is met when a part of a host in upper case, with what follows it, matches."""
    host, rest = page.host_and_rest()
    if host == host.lower():
        return []
    if not rest and operator != "ends_with":
        return [columns.compared(columns.origin, operator, bind(host.lower(), values))]
    if operator == "starts_with":
        return []  # an address with a path begins with a whole host, which is in lower case already
    inner: MatchOperator = "equals" if operator == "ends_with" else "starts_with"
    end, behind = columns.compared(columns.origin, "ends_with", bind(host.lower(), values)), bind(rest, values)
    return [f"({end} AND {columns.compared(text, inner, behind)})" for text in columns.rests(has_query=page.has_query)]


def _pattern(text: str, operator: MatchOperator) -> Pieces:
    """Return the pattern that matches as an operator other than `equals` does."""
    return {"contains": ("", text, ""), "starts_with": (text, "")}.get(operator, ("", text))


def _spellings(page: PageText, operator: MatchOperator, columns: PageColumns) -> tuple[str, ...]:
    """Return the texts of a page of which one must match; of those that come to the same, the fastest.

    The query, which begins with its `?`, is the end of each text. A value without a `?` is therefore in what comes
    before the query, or in the query alone.
    """
    value, stem, whole, query = page.whole, columns.stem, columns.whole, columns.query
    if operator == "starts_with":
        is_path = value.startswith("/")  # which no full URL starts with
        starts = (stem,) if is_path else (whole,) if page.origin is not None else (stem, whole)
        if not page.has_query:
            is_bare = is_path and not value.endswith("/")
            return (columns.path,) if is_bare else tuple(f"{start} || '/'" for start in starts)
        return tuple(f"{start}{slash} || {query}" for start in starts for slash in _SLASHES)
    if page.has_query:
        return tuple(f"{whole}{slash} || {query}" for slash in _SLASHES)
    if operator == "ends_with":
        return f"{whole} || '/'" if value.endswith("/") else whole, query
    return (f"{whole} || '/'", query) if "/" in value else (columns.path, query, columns.origin)
