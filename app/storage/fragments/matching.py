"""Turns a rule of `app.domain.reports.matching` into a condition on table `events`; every value is bound."""

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
_QUERY = "split_part(tail, '#', 1)"


def rule_condition(rule: MatchRule, values: Values) -> str:
    """The condition that an event matches, never null; what it binds is added to `values`."""
    if rule.type == "page_view":
        return f"(kind = 'pageview' AND {page_condition(rule.value, rule.operator, values)})"
    return f"(kind = 'event' AND {_compared(_NAME, rule.operator, bind(rule.value, values))})"


def page_condition(value: str, operator: MatchOperator, values: Values) -> str:
    """The condition that the page of an event matches, whatever the event's kind; never null."""
    wanted = page_text(value)
    if operator == "equals":
        stem, query = wanted.stem_and_query()
        parts = [f"path IN ({bind(stem, values)}, {bind(stem + '/', values)})"]
        parts += [f"{_QUERY} = {bind(query, values)}"] if wanted.has_query else []
        parts += [f"{_ORIGIN} = {bind(wanted.origin, values)}"] if wanted.origin is not None else []
        return f"({' AND '.join(parts)})"
    text = bind(wanted.whole, values)
    if not wanted.has_query:
        return _compared(_spelling(operator, value), operator, text)
    before = f"{_ORIGIN} || " if wanted.origin is not None else ""
    spellings = (f"{before}{_STEM} || {_QUERY}", f"{before}{_STEM} || '/' || {_QUERY}")
    return f"({' OR '.join(_compared(spelling, operator, text) for spelling in spellings)})"


def _spelling(operator: MatchOperator, value: str) -> str:
    """The one spelling of a path that has to be looked at; the column as it stands is the fastest."""
    if value.endswith("/"):
        return f"{_STEM} || '/'"
    return _STEM if operator == "ends_with" else "path"


def _compared(text: str, operator: MatchOperator, value: str) -> str:
    return _CONDITIONS[operator].format(text=text, value=value)
