"""SQL condition of a rule of `app.domain.reports.matching` on table `events`; every value is bound."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.reports.matching import MatchOperator, MatchRule, PageText, page_text, with_lower_host
from app.storage.fragments.values import Values, bind, like

_CONDITIONS: Mapping[MatchOperator, str] = {
    "equals": "({text} = {value})",
    "contains": "contains({text}, {value})",
    "starts_with": "starts_with({text}, {value})",
    "ends_with": "ends_with({text}, {value})",
}
_NAME = "coalesce(event_name, '')"
_ORIGIN = "lower(origin)"
_STEM = "CASE WHEN ends_with(path, '/') THEN left(path, -1) ELSE path END"
_WHOLE = f"{_ORIGIN} || {_STEM}"
_SLASHES = ("", " || '/'")
_QUERY = "split_part(query_and_fragment, '#', 1)"


def rule_condition(rule: MatchRule, values: Values) -> str:
    """Return the condition that an event matches, never null; the values it binds are added to `values`."""
    if rule.type == "page_view":
        return f"(kind = 'pageview' AND {page_condition(rule.value, rule.operator, values)})"
    return f"(kind = 'event' AND {_compared(_NAME, rule.operator, bind(rule.value, values))})"


def page_condition(value: str, operator: MatchOperator, values: Values) -> str:
    """Return the condition that the page of an event of any kind matches; never null."""
    page = page_text(value)
    if operator == "equals":
        stem, query = page.stem_and_query()
        parts = [f"path IN ({bind(stem, values)}, {bind(stem + '/', values)})"]
        parts += [f"{_QUERY} = {bind(query, values)}"] if page.has_query else []
        parts += [f"{_ORIGIN} = {bind(page.origin, values)}"] if page.origin is not None else []
        return f"({' AND '.join(parts)})"
    text = bind(page.whole, values)
    return f"({' OR '.join(_compared(spelling, operator, text) for spelling in _spellings(page, operator))})"


def url_pattern_condition(pieces: Sequence[str], values: Values) -> str:
    """Return the condition that the full URL of an event's page matches a pattern: the texts between its stars."""
    query = f" || {_QUERY}" if any("?" in piece for piece in pieces) else ""
    pattern = with_lower_host(pieces)
    return f"({' OR '.join(like(f'({_WHOLE}{slash}{query})', pattern, values) for slash in _SLASHES)})"


def _spellings(page: PageText, operator: MatchOperator) -> tuple[str, ...]:
    """Return the texts of a page of which one must match; of those that come to the same, the fastest.

    The query, which begins with its `?`, is the end of each text. A value without a `?` is therefore in what comes
    before the query, or in the query alone.
    """
    value = page.whole
    if operator == "starts_with":
        is_path = value.startswith("/")  # which no full URL starts with
        starts = (_STEM,) if is_path else (_WHOLE,) if page.origin is not None else (_STEM, _WHOLE)
        if not page.has_query:
            return ("path",) if is_path and not value.endswith("/") else tuple(f"{start} || '/'" for start in starts)
        return tuple(f"{start}{slash} || {_QUERY}" for start in starts for slash in _SLASHES)
    if page.has_query:
        return tuple(f"{_WHOLE}{slash} || {_QUERY}" for slash in _SLASHES)
    if operator == "ends_with":
        return f"{_WHOLE} || '/'" if value.endswith("/") else _WHOLE, _QUERY
    return (f"{_WHOLE} || '/'", _QUERY) if "/" in value else ("path", _QUERY, _ORIGIN)


def _compared(text: str, operator: MatchOperator, value: str) -> str:
    return _CONDITIONS[operator].format(text=text, value=value)
