"""Turns what a report is asked into SQL: conditions from a closed table of expressions, with every value bound.

The texts made here fill the `{slots}` of the report statements; nothing a user wrote ever becomes part of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.reports.filters import Condition, Conditions, Dimension
from app.domain.reports.periods import Period
from app.storage.connection import Connection, statement, to_db

Values = dict[str, Any]  # what DuckDB binds: numbers, texts, times, lists of them

# Dimensions that are not simply their column. A session without a pageview entered and left by no page.
_EXPRESSIONS: Mapping[str, str] = {
    "page_url": "coalesce(url, origin || path || tail)",
    "entry_page": "CASE WHEN pageviews > 0 THEN entry_path END",
    "exit_page": "CASE WHEN pageviews > 0 THEN exit_path END",
}
_OVERLAP = "website = $website AND started_at < $end AND ended_at >= $start AND $start < $end"


def expression(dimension: Dimension) -> str:
    """The SQL expression of a dimension on the table it lives on."""
    return _EXPRESSIONS.get(dimension.name, dimension.column)


def value_expression(dimension: Dimension) -> str:
    """`expression`, with the label that stands for null in a breakdown."""
    if dimension.null_label is None:
        return expression(dimension)
    return f"coalesce({expression(dimension)}, '{dimension.null_label}')"


def run(con: Connection, name: str, slots: Mapping[str, str], values: Values) -> list[tuple[Any, ...]]:
    """Run `sql/<name>.sql` with its slots filled and `values` bound; return every row."""
    return con.execute(statement(name).format(**slots), values).fetchall()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which events and sessions a window of a report is about: conditions by slot, and the values they bind.

    events: on table `events`. inside: the same without filters. chosen: of these the ones in sessions with an event
    that the filters let pass. overlap: sessions with an event in the window, since no session has a gap as long as a
    day. counted: those of them that may count. sessions: those with an event that the filters let pass. bots: on both.
    told_by_row: those of overlap whose own row says, without filters, all that their events say of places and systems.
    """

    slots: Mapping[str, str]
    values: Values
    is_filtered: bool


def scope(website: int, period: Period, conditions: Conditions, include_bots: bool) -> Scope:
    """Return the scope of one window of a report."""
    values: Values = {"website": website, "start": to_db(period.utc_start), "end": to_db(period.utc_end)}
    bots = bots_condition(include_bots)
    inside = f"website = $website AND ts >= $start AND ts < $end AND {bots}"
    on_events = " AND ".join([inside, *(_event_condition(item, values) for item in conditions)])
    counted = f"{_OVERLAP} AND {bots}"
    passing = f"{counted} AND session IN (FROM events SELECT session WHERE {on_events})"
    slots = {
        "bots": bots,
        "inside": inside,
        "events": on_events,
        "chosen": f"{inside} AND session IN (FROM events SELECT session WHERE {on_events})" if conditions else inside,
        "overlap": _OVERLAP,
        "counted": counted,
        "sessions": passing if conditions else counted,
        "told_by_row": f"{bots} AND is_steady AND started_at >= $start AND ended_at < $end",
    }
    return Scope(slots, values, bool(conditions))


def bots_condition(include_bots: bool) -> str:
    return "true" if include_bots else "NOT is_bot"


def is_one_of(column: str, wanted: Sequence[str], values: Values) -> str:
    """The condition that `column` has one of the wanted values; they are added to `values`."""
    return f"{column} IN ({', '.join(bind(value, values) for value in wanted)})"


def search_condition(search: str, values: Values) -> str:
    """The condition that column `value` contains a text, whatever its case; without one, that it is not null."""
    if not search:
        return "value IS NOT NULL"
    values["search"] = search
    return "contains(lower(value), lower($search))"


def _event_condition(item: Condition, values: Values) -> str:
    """The condition on an event; a dimension of sessions is looked up there."""
    matches = _matches(item, values)
    if item.dimension.table == "events":
        return f"{matches} IS NOT TRUE" if item.is_excluded else matches
    has = "NOT IN" if item.is_excluded else "IN"
    return f"session {has} (FROM all_sessions SELECT session WHERE {_OVERLAP} AND {matches})"


def _matches(item: Condition, values: Values) -> str:
    column = _operand(item.dimension, values)
    parts = [is_one_of(column, item.values, values)] if item.values else []
    parts += [f"{column} LIKE {bind(_like(pattern), values)} ESCAPE '\\'" for pattern in item.patterns]
    parts += [f"{column} IS NULL"] if item.matches_null else []
    return f"({' OR '.join(parts)})"


def _operand(dimension: Dimension, values: Values) -> str:
    """What a filter compares."""
    return expression(dimension) if dimension.key is None else property_text(dimension.key, values)


def property_text(key: str, values: Values) -> str:
    """The text of what an event carries under a key of its data; null when that is absent or null.

    The key is given as a JSON pointer (RFC 6901): there only `~` and `/` mean something.
    """
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    return f"json_extract_string(event_data, {bind(pointer, values)})"


def _like(pieces: Sequence[str]) -> str:
    """The LIKE pattern of a wildcard pattern, given as the literal texts between its stars."""
    return "%".join(re.sub(r"([\\%_])", r"\\\1", piece) for piece in pieces)


def bind(value: str, values: Values) -> str:
    """The parameter that stands for `value`, which is added to `values`."""
    name = f"v{len(values)}"
    values[name] = value
    return f"${name}"
