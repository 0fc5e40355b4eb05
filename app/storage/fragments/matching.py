"""SQL condition of a rule of `app.domain.reports.matching` on table `events`; every value is bound."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.reports.matching import MatchOperator, MatchRule, page_text
from app.storage.fragments.where import Values, bind

_CONDITIONS: Mapping[MatchOperator, str] = {
    "equals": "({text} = {value})",
    "contains": "contains({text}, {value})",
    "starts_with": "starts_with({text}, {value})",
    "ends_with": "ends_with({text}, {value})",
}
_NAME = "coalesce(event_name, '')"
_ORIGIN = "lower(origin)"
_STEM = "CASE WHEN ends_with(path, '/') THEN left(path, -1) ELSE path END"
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
    if not page.has_query:
        return _compared(_spelling(operator, value), operator, text)
    before = f"{_ORIGIN} || " if page.origin is not None else ""
    spellings = (f"{before}{_STEM} || {_QUERY}", f"{before}{_STEM} || '/' || {_QUERY}")
    return f"({' OR '.join(_compared(spelling, operator, text) for spelling in spellings)})"


def _spelling(operator: MatchOperator, value: str) -> str:
    """Return the one spelling of a path to compare; the column itself is the fastest."""
    if value.endswith("/"):
        return f"{_STEM} || '/'"
    return _STEM if operator == "ends_with" else "path"


def _compared(text: str, operator: MatchOperator, value: str) -> str:
    return _CONDITIONS[operator].format(text=text, value=value)
