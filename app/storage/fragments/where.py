"""SQL conditions of a report, built from a closed table of expressions, with every value bound.

The texts made here fill the `{slots}` of the report statements; no text from a request ever becomes part of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.reports.filters import Condition, Dimension
from app.domain.reports.matching import is_full_url
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement, to_db
from app.storage.fragments.matching import page_condition, url_pattern_condition
from app.storage.fragments.values import Values, bind, like

# Dimensions that are not simply their column. A session without a pageview entered and left by no page.
_EXPRESSIONS: Mapping[str, str] = {
    "page_url": "origin || path || query_and_fragment",
    "entry_page": "CASE WHEN pageviews > 0 THEN entry_path END",
    "exit_page": "CASE WHEN pageviews > 0 THEN exit_path END",
}
_OVERLAPPING = "website = $website AND started_at < $end AND ended_at >= $start AND $start < $end"


def expression(dimension: Dimension) -> str:
    """Return the SQL expression of a dimension on its table."""
    return _EXPRESSIONS.get(dimension.name, dimension.column)


def value_expression(dimension: Dimension) -> str:
    """Return `expression`, with the label that stands for null in a breakdown."""
    if dimension.null_label is None:
        return expression(dimension)
    return f"coalesce({expression(dimension)}, '{dimension.null_label}')"


def run(con: Connection, name: str, slots: Mapping[str, str], values: Values) -> list[tuple[Any, ...]]:
    """Run `sql/<name>.sql` with its slots filled and `values` bound; return every row."""
    return con.execute(statement(name).format(**slots), values).fetchall()


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that select the events and sessions of one window of a report, by slot, with the values they bind.

    events: on table `events`, in the window and matching the filters. in_window: the same without the filters.
    matching_sessions: like in_window, in sessions with an event that matches the filters. overlapping: on sessions,
    with an event in the window, since no session has a gap as long as a day. countable: those of them that may count.
    sessions: those with an event that matches the filters. bots: on events and on sessions. from_session_row:
    added to overlapping, the sessions whose own row holds, without filters, the one context of all their events.
    """

    slots: Mapping[str, str]
    values: Values
    is_filtered: bool


def where(query: ReportQuery, period: Period | None = None) -> Where:
    """Return the conditions of one window of a report. period: the window; None for the query's own."""
    period = period or query.period
    values: Values = {"website": query.website, "start": to_db(period.utc_start), "end": to_db(period.utc_end)}
    bots = bots_condition(query.include_bots)
    in_window = f"website = $website AND ts >= $start AND ts < $end AND {bots}"
    events = " AND ".join([in_window, *(_event_condition(item, values) for item in query.conditions)])
    countable = f"{_OVERLAPPING} AND {bots}"
    in_matching = f"session IN (FROM events SELECT session WHERE {events})"
    is_filtered = bool(query.conditions)
    slots = {
        "bots": bots,
        "in_window": in_window,
        "events": events,
        "matching_sessions": f"{in_window} AND {in_matching}" if is_filtered else in_window,
        "overlapping": _OVERLAPPING,
        "countable": countable,
        "sessions": f"{countable} AND {in_matching}" if is_filtered else countable,
        "from_session_row": f"{bots} AND is_uniform AND started_at >= $start AND ended_at < $end",
    }
    return Where(slots, values, is_filtered)


def bots_condition(include_bots: bool) -> str:
    """Return the condition that leaves bots out, on events and on sessions; always true with `include_bots`."""
    return "true" if include_bots else "NOT is_bot"


def is_one_of(column: str, texts: Sequence[str], values: Values) -> str:
    """Return the condition that `column` is one of `texts`, which are added to `values`."""
    return f"{column} IN ({', '.join(bind(text, values) for text in texts)})"


def search_condition(search: str, values: Values) -> str:
    """Return the condition that column `value` contains `search` in any case; that it is not null without a search."""
    if not search:
        return "value IS NOT NULL"
    values["search"] = search
    return "contains(lower(value), lower($search))"


def _event_condition(item: Condition, values: Values) -> str:
    """Return the condition of one filter on an event; a dimension of sessions is looked up in the event's session."""
    matches = _matches(item, values)
    if item.dimension.table == "events":
        return f"{matches} IS NOT TRUE" if item.is_excluded else matches
    has = "NOT IN" if item.is_excluded else "IN"
    return f"session {has} (FROM all_sessions SELECT session WHERE {_OVERLAPPING} AND {matches})"


def _matches(item: Condition, values: Values) -> str:
    column = _operand(item.dimension, values)
    if item.dimension.name == "page":
        parts = [_page_matches(column, item, values)] if item.values or item.patterns else []
    else:
        parts = [is_one_of(column, item.values, values)] if item.values else []
        parts += [like(column, pattern, values) for pattern in item.patterns]
    parts += [f"{column} IS NULL"] if item.matches_null else []
    return f"({' OR '.join(parts)})"


def _page_matches(column: str, item: Condition, values: Values) -> str:
    """Return the condition that a page is one of those asked for: by its path, or by its full URL as goals do."""
    paths = [value for value in item.values if not is_full_url(value)]
    parts = [is_one_of(column, paths, values)] if paths else []
    parts += [page_condition(value, "equals", values) for value in item.values if is_full_url(value)]
    for pattern in item.patterns:
        is_url = is_full_url(pattern[0])
        parts.append(url_pattern_condition(pattern, values) if is_url else like(column, pattern, values))
    return f"({' OR '.join(parts)})"


def _operand(dimension: Dimension, values: Values) -> str:
    """Return the expression that a filter compares with its values."""
    return expression(dimension) if dimension.key is None else property_text(dimension.key, values)


def property_text(key: str, values: Values) -> str:
    """Return the expression of the text under a key of an event's data; null where that is absent or null.

    The key is given as a JSON pointer (RFC 6901): there only `~` and `/` mean something.
    """
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    return f"json_extract_string(event_data, {bind(pointer, values)})"
