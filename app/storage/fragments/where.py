"""SQL conditions of a report, built from a closed table of expressions, with every value bound.

The texts made here fill the `{slots}` of the report statements; no text from a request ever becomes part of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.ingest.events import ClientContext
from app.domain.reports.filters import DIMENSIONS, Condition, Dimension, Table
from app.domain.reports.matching import is_full_url, rests_after, with_ascii_host
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, one, statement, to_db
from app.storage.fragments.letters import Letters, letters_condition, letters_of
from app.storage.fragments.matching import EVENT_PAGE, PageColumns, page_condition, url_pattern_condition
from app.storage.fragments.values import Values, bind, is_one_of, like

_AFTER_ORIGIN = "path || query_and_fragment"
# Dimensions that are not simply their column. A session without a pageview entered and left by no page.
_EXPRESSIONS: Mapping[str, str] = {
    "page_url": f"origin || {_AFTER_ORIGIN}",
    "entry_page": "CASE WHEN pageviews > 0 THEN entry_path END",
    "browser_release": "browser || coalesce(' ' || nullif(split_part(browser_version, '.', 1), ''), '')",
    "os_release": "os || coalesce(' ' || os_version, '')",
    "exit_page": "CASE WHEN pageviews > 0 THEN exit_path END",
}
# Columns of the dimensions whose filters take a path or a full URL.
_PAGES: Mapping[str, PageColumns] = {
    "page": EVENT_PAGE,
    "entry_page": PageColumns("entry_"),
    "exit_page": PageColumns("exit_"),
}
_IN_WINDOW = "website = $website AND ts >= $start AND ts < $end"
BOUNCE = "events = 1"  # on rows of sessions
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


def is_context(dimension: Dimension) -> bool:
    """Return whether a dimension is a field of `ClientContext`, which visitors and sessions rarely change."""
    return dimension.column in ClientContext.__struct_fields__


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions that select the events and sessions of one window of a report, by slot, with the values they bind.

    events: on table `events`, in the window and matching the filters. in_window: the same without the filters.
    matching_sessions: like in_window, in sessions with an event that matches the filters. overlapping: on sessions,
    with an event in the window, since no session has a gap as long as a day. countable: those of them that may count.
    sessions: those with an event that matches the filters; counted_sessions: a query for their rows. bots: on events
    and on sessions. is_bounce: on sessions. letters: of what stands before the paths of the events in the window.

    is_from_rows: the rows of most sessions say which of their events are in the window and match: there are no filters,
    or only such as a whole session meets or fails. Then whole_sessions is a condition on the sessions of which all
    events do, other_sessions one on those whose events decide, and other_events one on events, to be joined with these.
    """

    slots: Mapping[str, str]
    values: Values
    is_filtered: bool
    is_from_rows: bool
    letters: Letters


@dataclass(frozen=True, slots=True)
class _Filter:
    """Conditions of one filter: on events, and on sessions. is_of_sessions: on sessions alone, whatever the events."""

    on_events: str
    on_sessions: str
    is_of_sessions: bool = False
    is_context: bool = False


def where(con: Connection, query: ReportQuery, period: Period | None = None) -> Where:
    """Return the conditions of one window of a report. period: the window; None for the query's own."""
    period = period or query.period
    bounds: Values = {"website": query.website, "start": to_db(period.utc_start), "end": to_db(period.utc_end)}
    values, letters = dict(bounds), _page_letters(con, bounds)
    bots = bots_condition(query.include_bots)
    in_window = f"{_IN_WINDOW} AND {bots}"
    filters = [_filter(item, values, letters) for item in query.conditions]
    events = " AND ".join([in_window, *(item.on_events for item in filters)])
    countable = f"{_OVERLAPPING} AND {bots}"
    in_matching = f"session IN (FROM events SELECT session WHERE {events})"
    is_filtered = bool(filters)
    sessions = f"{countable} AND {in_matching}" if is_filtered else countable
    slots = {
        "bots": bots,
        "in_window": in_window,
        "events": events,
        "matching_sessions": f"{in_window} AND {in_matching}" if is_filtered else in_window,
        "overlapping": _OVERLAPPING,
        "countable": countable,
        "sessions": sessions,
        "counted_sessions": f"FROM all_sessions WHERE {sessions}",
        "is_bounce": BOUNCE,
    }
    is_from_rows = all(item.is_of_sessions or item.is_context for item in filters)
    if is_filtered and is_from_rows:
        is_from_rows = has_whole_sessions(con, period)
    if is_from_rows:
        slots |= _row_slots(slots, filters)
    return Where(slots, values, is_filtered, is_from_rows, letters["page"])


def has_whole_sessions(con: Connection, period: Period) -> bool:
    """Return whether no event of a period was deleted for its age: a session that went on after it keeps its row."""
    row = one(con, "facts/ranges/deleted_until")
    assert row is not None  # the migration inserts the only row
    return row[0] is None or bool(row[0] <= to_db(period.utc_start))


def _row_slots(slots: Mapping[str, str], filters: Sequence[_Filter]) -> Mapping[str, str]:
    """Return the slots about the rows of sessions, all of whose filters a whole session meets or fails."""
    from_row = f"{slots['bots']} AND is_uniform AND started_at >= $start AND ended_at < $end"
    of_sessions = [item.on_sessions for item in filters if item.is_of_sessions]
    contexts = [item.on_sessions for item in filters if item.is_context]
    other_sessions = " AND ".join([_OVERLAPPING, *of_sessions, f"NOT ({from_row})"])
    other_events = " AND ".join([slots["in_window"], *contexts])
    sessions = " AND ".join([slots["countable"], *of_sessions])
    counted = f"FROM all_sessions WHERE {sessions}"
    if contexts:
        uniform = " AND ".join(["is_uniform", *contexts])
        changing = f"NOT is_uniform AND session IN (FROM events SELECT session WHERE {other_events})"
        counted = f"{counted} AND {uniform} UNION ALL {counted} AND {changing}"
        sessions = f"{sessions} AND ({uniform} OR {changing})"
    return {
        "whole_sessions": " AND ".join([_OVERLAPPING, from_row, *of_sessions, *contexts]),
        "other_sessions": other_sessions,
        "other_events": other_events,
        "sessions": sessions,
        "counted_sessions": counted,
    }


def _page_letters(con: Connection, bounds: Values) -> Mapping[str, Letters]:
    """Return the letters of the origins of pages, by dimension."""

    def of(table: Table, columns: PageColumns) -> Letters:
        source, rows = ("events", _IN_WINDOW) if table == "events" else ("all_sessions", _OVERLAPPING)
        return letters_of(con, source, rows, f"{columns.prefix}origin", bounds)

    return {name: of(DIMENSIONS[name].table, columns) for name, columns in _PAGES.items()}


def bots_condition(include_bots: bool) -> str:
    """Return the condition that leaves bots out, on events and on sessions; always true with `include_bots`."""
    return "true" if include_bots else "NOT is_bot"


def search_condition(search: str, values: Values, letters: Letters | None = None) -> str:
    """Return the condition that column `value` contains `search` in any case; that it is not null without a search.

    letters: of the hosts that values are or begin with; a value with its host in its own letters may contain it too.
    """
    if not search:
        return "value IS NOT NULL"
    values["search"] = search
    parts = ["contains(lower(value), lower($search))"]
    pieces = ("", search.lower(), "")
    for host, own in () if letters is None else letters().items():
        rests = [rest for rest in rests_after(pieces, own) if rest != pieces]
        parts += [like("lower(value)", (host + rest[0], *rest[1:]), values) for rest in rests]
    return f"({' OR '.join(parts)})"


def value_letters(con: Connection, window: Where, dimension: Dimension) -> Letters | None:
    """Return the letters of the hosts that a dimension's values are or begin with; None for other dimensions."""
    if dimension.is_host:
        bounds = {name: window.values[name] for name in ("website", "start", "end")}
        return letters_of(con, "events", _IN_WINDOW, dimension.column, bounds)
    return window.letters if dimension.name == "page_url" else None


def _filter(item: Condition, values: Values, letters: Mapping[str, Letters]) -> _Filter:
    """Return the conditions of one filter. A dimension of sessions is looked up in the session of an event."""
    matches = _matches(item, values, letters)
    own = f"{matches} IS NOT TRUE" if item.is_excluded else matches
    if item.dimension.table == "events":
        return _Filter(own, own, is_context=is_context(item.dimension))
    has = "NOT IN" if item.is_excluded else "IN"
    on_events = f"session {has} (FROM all_sessions SELECT session WHERE {_OVERLAPPING} AND {matches})"
    return _Filter(on_events, own, is_of_sessions=True)


def _matches(item: Condition, values: Values, letters: Mapping[str, Letters]) -> str:
    name, column = item.dimension.name, _operand(item.dimension, values)
    if name in _PAGES:
        parts = _page_conditions(item, column, values, letters[name])
    else:
        parts = [is_one_of(column, item.values, values)] if item.values else []
        for pattern in item.patterns:
            parts += [like(column, with_ascii_host(pattern), values)]
            parts += letters_condition(pattern, EVENT_PAGE.origin, [f"({_AFTER_ORIGIN})"], letters["page"], values)
    parts += [f"{column} IS NULL"] if item.matches_null else []
    return f"({' OR '.join(parts)})"


def _page_conditions(item: Condition, column: str, values: Values, letters: Letters) -> list[str]:
    """Return the conditions that a page is one of those asked for: by its path, or by its full URL as goals do."""
    columns = _PAGES[item.dimension.name]
    paths = [value for value in item.values if not is_full_url(value)]
    parts = [is_one_of(column, paths, values)] if paths else []
    parts += [like(column, pattern, values) for pattern in item.patterns if not is_full_url(pattern[0])]
    urls = [page_condition(url, "equals", values, letters, columns) for url in item.values if is_full_url(url)]
    urls += [
        url_pattern_condition(pattern, values, letters, columns) for pattern in item.patterns if is_full_url(pattern[0])
    ]
    return parts + [f"({column} IS NOT NULL AND {url})" for url in urls]


def _operand(dimension: Dimension, values: Values) -> str:
    """Return the expression that a filter compares with its values."""
    return expression(dimension) if dimension.key is None else property_text(dimension.key, values)


def property_text(key: str, values: Values) -> str:
    """Return the expression of the text under a key of an event's data; null where that is absent or null.

    The key is given as a JSON pointer (RFC 6901): there only `~` and `/` mean something.
    """
    pointer = "/" + key.replace("~", "~0").replace("/", "~1")
    return f"json_extract_string(event_data, {bind(pointer, values)})"
