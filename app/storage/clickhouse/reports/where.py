"""Conditions of a report in the dialect of ClickHouse, from a closed table of expressions, with every value bound.

The texts made here fill the `{slots}` of the statements; no text from a request ever becomes part of them. An empty
text in a column stands for a missing value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from app.domain.ingest.urls import in_own_letters
from app.domain.reports.filters import Condition, Dimension
from app.domain.reports.matching import is_full_url, rests_after, with_ascii_host
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL, Period
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE, StoredPage, like
from app.storage.clickhouse.reports.reach import reach
from app.storage.connection import statement, to_db
from app.storage.fragments.letters import MAX_HOSTS, Letters, letters_condition
from app.storage.fragments.matching import page_condition, url_pattern_condition
from app.storage.fragments.values import Values, bind, is_one_of

_AFTER_ORIGIN = "path || query_and_fragment"
_RELEASE = "splitByChar('.', toString(browser_version))[1]"
# Dimensions that are not simply their column.
_EXPRESSIONS: Mapping[str, str] = {
    "page_url": f"origin || {_AFTER_ORIGIN}",
    "browser_release": f"if(browser = '', '', trimRight(browser || ' ' || {_RELEASE}, ' '))",
    "os_release": "if(os = '' OR os_version = '', toString(os), os || ' ' || os_version)",
}
_PAGES: Mapping[str, StoredPage] = {
    "page": EVENT_PAGE,
    "entry_page": StoredPage("entry_"),
    "exit_page": StoredPage("exit_"),
}
_IN_WINDOW = "site = $website AND ts >= $start AND ts < $end"
_IN_REACH = "site = $website AND ts >= $from AND ts < $until"
# Columns of events that a session is made of: fewer are planned sooner.
_SESSION_COLUMNS = "visitor, ts, writer, seq, kind, origin, path, query_and_fragment, source, channel, is_bot"
BOUNCE = "events = 1"  # on rows of sessions


def expression(dimension: Dimension) -> str:
    """Return the SQL expression of a dimension on its table."""
    return _EXPRESSIONS.get(dimension.name, dimension.column)


def value_expression(dimension: Dimension) -> str:
    """Return `expression`, with the label that stands for a missing value in a breakdown."""
    text = f"toString({expression(dimension)})"
    return text if dimension.null_label is None else f"if({text} = '', '{dimension.null_label}', {text})"


@dataclass(frozen=True, slots=True)
class Scope:
    """Queries and conditions that select events and sessions of one window, by slot, with the values they bind.

    event_rows: table or query to read events from, enough for the condition `events`, which has window and filters.
    in_window: the same without the filters. matching_sessions: like in_window, in sessions with an event that matches
    the filters; matching_rows: table or query to read these from. session_events: query of events with the start of
    their session. all_sessions: query of the sessions with an event in the window. bots: on events and sessions.
    sessions: on all_sessions, those with an event that matches the filters. is_bounce: on all_sessions. letters: of
    what stands before the paths.
    """

    slots: Mapping[str, str]
    values: Values
    letters: Letters


def scope(con: ClickHouse, query: ReportQuery, period: Period | None = None, *, of_sessions: bool = True) -> Scope:
    """Return the scope of one window of a report. period: the window; None for the query's own.

    of_sessions: the report reads sessions; without them, or filters by them, their reach need not be looked up.
    """
    start, end = window_of(period or query.period)
    return scope_between(con, query, start, end, of_sessions=of_sessions)


def scope_between(
    con: ClickHouse, query: ReportQuery, start: datetime, end: datetime, *, of_sessions: bool = True
) -> Scope:
    """Return the scope of any span of time. start, end: naive UTC, in the time in which events can be."""
    values: Values = {"website": query.website, "start": start, "end": end, "from": start, "until": end}
    needs_sessions = any(item.dimension.table == "sessions" for item in query.conditions)
    if of_sessions or needs_sessions:
        values["from"], values["until"] = reach(con, query.website, start, end)
    letters = letters_of(con, "origin", values)
    bots = bots_condition(query.include_bots)
    conditions = [_condition(item, values, letters) for item in query.conditions]
    in_window = f"{_IN_WINDOW} AND {bots}"
    events = " AND ".join([in_window, *conditions])
    matching = _in_sessions(session_events(), events)
    event_rows = f"({session_events()})" if needs_sessions else "events"
    slots = {
        "event_rows": event_rows,
        "in_window": in_window,
        "events": events,
        "matching_rows": f"({session_events()})" if conditions else event_rows,
        "matching_sessions": f"{in_window} AND {matching}" if conditions else in_window,
        "session_events": session_events(),
        "all_sessions": all_sessions(),
        "bots": bots,
        "sessions": f"{bots} AND {matching}" if conditions else bots,
        "is_bounce": BOUNCE,
    }
    return Scope(slots, values, letters)


def window_of(period: Period) -> tuple[datetime, datetime]:
    """Return start and end of a period as naive UTC, cut to the time in which events can be."""
    start, end = (min(max(at, EVENTS_FROM), EVENTS_UNTIL) for at in (period.utc_start, period.utc_end))
    return to_db(start), to_db(end)


def session_events(columns: str = "*", visitors: str = "true", rows: str = "events") -> str:
    """Return the query of events with the start of their session.

    visitors: condition on column `visitor`. rows: table of events, or query of them with further columns.
    """
    return statement("clickhouse/sessions/events").format(columns=columns, visitors=visitors, rows=rows)


def all_sessions(visitors: str = "true") -> str:
    """Return the query of the sessions with an event in the window. visitors: condition on column `visitor`."""
    events = session_events(_SESSION_COLUMNS, visitors)
    return statement("clickhouse/sessions/sessions").format(session_events=events, more="")


def sessions_with(columns: Mapping[str, str], aggregates: Mapping[str, str], numbers: Mapping[str, str]) -> str:
    """Return the query of the sessions with an event in the window, with further columns.

    columns: expressions on events with the start of their session, by name. numbers: expressions on events for whole
    numbers below 65,536, worked out before the events are sorted into sessions: to sort texts costs several times as
    much. They are plain UInt16; those of columns with few different texts would otherwise be as slow as these.
    aggregates: expressions on all of these, as columns of `e`, by name.
    """
    values = ", ".join(f"{text} AS {name}" for name, text in columns.items())
    numbered = ", ".join(f"CAST({text} AS UInt16) AS {name}" for name, text in numbers.items())
    rows = f"({statement('clickhouse/sessions/numbered_events').format(numbers=numbered)})" if numbers else "events"
    slots = {"columns": ", ".join([_SESSION_COLUMNS, *numbers]), "values": values}
    slots["session_events"] = session_events(rows=rows)
    events = statement("clickhouse/sessions/valued_events").format(**slots)
    more = "".join(f", {text} AS {name}" for name, text in aggregates.items())
    return statement("clickhouse/sessions/sessions").format(session_events=events, more=more)


def visitors_with(window: Scope, condition: str) -> str:
    """Return the condition that a visitor has an event in the window that meets a condition, whatever the filters."""
    text = statement("clickhouse/sessions/visitors_with")
    return text.format(in_window=window.slots["in_window"], condition=condition)


def bots_condition(include_bots: bool) -> str:
    """Return the condition that leaves bots out, on events and on sessions; always true with `include_bots`."""
    return "true" if include_bots else "NOT is_bot"


def run(con: ClickHouse, name: str, slots: Mapping[str, str], values: Values) -> list[tuple[Any, ...]]:
    """Run `sql/clickhouse/<name>.sql` with its slots filled and `values` bound; return every row."""
    return con.read(statement(f"clickhouse/{name}").format(**slots), values)


def search_condition(con: ClickHouse, window: Scope, dimension: Dimension, search: str, values: Values) -> str:
    """Return the condition that column `value` contains `search` in any case; that it is not missing without a search.

    A value with its host in its own letters may contain it too.
    """
    if not search:
        return "value != ''"
    values["search"] = search
    parts = ["position(lowerUTF8(value), lowerUTF8($search)) > 0"]
    pieces = ("", search.lower(), "")
    letters = window.letters if dimension.name == "page_url" else None
    if dimension.is_host:
        letters = letters_of(con, dimension.column, window.values)
    for host, own in {} if letters is None else letters().items():
        rests = [rest for rest in rests_after(pieces, own) if rest != pieces]
        parts += [like("lowerUTF8(value)", (host + rest[0], *rest[1:]), values) for rest in rests]
    return f"({' OR '.join(parts)})"


def letters_of(con: ClickHouse, column: str, values: Values) -> Letters:
    """Return the letters of the international hosts of a window. column: of hosts, or of what stands before paths."""
    bounds = {name: values[name] for name in ("website", "from", "until")}

    @cache
    def read() -> Mapping[str, str]:
        rows = run(
            con, "fragments/international_hosts", {"rows": _IN_REACH, "column": column}, bounds | {"most": MAX_HOSTS}
        )
        return {host: letters for (host,) in rows if (letters := in_own_letters(host)) != host}

    return read


def _condition(item: Condition, values: Values, letters: Letters) -> str:
    """Return the condition of one filter on an event; a dimension of sessions is looked up in the event's session."""
    matches = _matches(item, values, letters)
    if item.dimension.table == "sessions":
        matches = _in_sessions(all_sessions(), matches)
    return f"NOT ({matches})" if item.is_excluded else matches


def _in_sessions(rows: str, condition: str) -> str:
    """Return the condition that an event or a session is of those that have a row that meets a condition."""
    keys = statement("clickhouse/sessions/keys").format(rows=rows, condition=condition)
    return f"(visitor, started_at) IN ({keys})"


def _matches(item: Condition, values: Values, letters: Letters) -> str:
    name, column = item.dimension.name, expression(item.dimension)
    if item.dimension.key is not None:
        return _property_matches(item, bind(item.dimension.key, values), values)
    texts = [value for value in item.values if value]  # an empty text is a missing value in these columns
    if name in _PAGES:
        parts = _page_conditions(item, texts, column, values, letters)
    else:
        parts = [is_one_of(column, texts, values)] if texts else []
        for pattern in item.patterns:
            parts += [like(column, with_ascii_host(pattern), values)]
            parts += letters_condition(pattern, EVENT_PAGE.origin, [f"({_AFTER_ORIGIN})"], letters, values, like)
    parts += [f"{column} = ''"] if item.matches_null else []
    return f"({' OR '.join(parts or ['false'])})"


def _property_matches(item: Condition, key: str, values: Values) -> str:
    parts = [f"(mapContains(properties, {key}) AND {is_one_of(f'properties[{key}]', item.values, values)})"]
    parts = parts if item.values else []
    parts += [f"NOT mapContains(properties, {key})"] if item.matches_null else []
    return f"({' OR '.join(parts)})"


def _page_conditions(item: Condition, texts: list[str], column: str, values: Values, letters: Letters) -> list[str]:
    """Return the conditions that a page is one of those asked for: by its path, or by its full URL as goals do."""
    page = _PAGES[item.dimension.name]
    paths = [value for value in texts if not is_full_url(value)]
    patterns = [pattern for pattern in item.patterns if not is_full_url(pattern[0])]
    urls = [page_condition(url, "equals", values, letters, page) for url in texts if is_full_url(url)]
    urls += [
        url_pattern_condition(pattern, values, letters, page) for pattern in item.patterns if is_full_url(pattern[0])
    ]
    known = f"{column} != ''"  # a session without a pageview entered and left by no page
    parts = [is_one_of(column, paths, values)] if paths else []
    return parts + [f"({known} AND {text})" for text in [*(like(column, one, values) for one in patterns), *urls]]
