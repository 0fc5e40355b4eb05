"""Lists of sessions by page, and one session with its events; live and finished ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any  # rows of a report: its file lists the columns

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import codes
from app.domain.ingest.events import at
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.domain.reports.query import ReportQuery
from app.domain.reports.sessions import (
    MAX_SESSION_EVENTS,
    SessionDetail,
    SessionPage,
    SessionRow,
    SessionSort,
    SessionsQuery,
)
from app.storage.connection import Connection, one, rows, statement, to_db
from app.storage.fragments.event_ids import EVENT_ID
from app.storage.fragments.session_pages import (
    after_condition,
    page_cursor,
    session_event,
    session_row,
    time_slices,
)
from app.storage.fragments.values import Values
from app.storage.fragments.where import run, where

# Sort keys of a list: never negative, so that a cursor can hold them.
_POSITIONS: Mapping[SessionSort, str] = {
    "last_seen": "epoch_us(ended_at)",
    "first_seen": "epoch_us(started_at)",
    "duration_seconds": "epoch_us(ended_at) - epoch_us(started_at)",
    "event_count": "events",
    "pageview_count": "pageviews",
}
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Key:
    """A session of a page. session: its number; position: value of the sort key; started_at: naive UTC."""

    session: int
    session_id: int
    position: int
    started_at: datetime


def sessions(con: Connection, query: ReportQuery, options: SessionsQuery) -> SessionPage:
    """Return one page of the sessions that have an event in the range which matches the filters."""
    as_of = _as_of(con, query.website, options)
    if as_of is None:
        return SessionPage((), None)
    keys = _keys(con, query, options, as_of)
    page = keys[: options.limit]
    following = None
    if len(keys) > options.limit:
        following = page_cursor(options, page[-1].position, page[-1].session_id, as_of)
    starts = [key.started_at for key in page] or [as_of]
    rows = _session_rows(con, query.website, [key.session for key in page], min(starts), max(starts))
    return SessionPage(rows, following)


def session(con: Connection, website: WebsiteKey, session_id: int) -> SessionDetail | None:
    """Return one session with its first events, bots or not; None when the website has no such session."""
    key = one(con, "reports/sessions/number", {"website": website, "session_id": session_id})
    if key is None:
        return None
    number, score, signals = key
    session_rows = _session_rows(con, website, [number], to_db(EVENTS_FROM), to_db(EVENTS_UNTIL))
    row = session_rows[0]
    values = _bounds(website, to_db(row.first_seen), to_db(row.last_seen))
    values |= {"session": number, "limit": MAX_SESSION_EVENTS + 1}
    events = [session_event(event) for event in run(con, "reports/sessions/events", {"event_id": EVENT_ID}, values)]
    listed = tuple(events[:MAX_SESSION_EVENTS])
    return SessionDetail(row, listed, len(events) > MAX_SESSION_EVENTS, score, codes(signals))


def _as_of(con: Connection, website: WebsiteKey, options: SessionsQuery) -> datetime | None:
    """Return the moment whose state the list shows, naive UTC: that of its first page. None without any session."""
    if options.after is not None:
        return to_db(at(options.after.as_of))
    newest = one(con, "reports/sessions/newest", {"website": website})
    return newest[0] if newest else None


def _keys(con: Connection, query: ReportQuery, options: SessionsQuery, as_of: datetime) -> list[_Key]:
    """Return the sessions of the page in order, and one more when there is a next page."""
    window = where(con, query)
    values: Values = {**window.values, "limit": options.limit + 1}
    values["end"] = min(values["end"], as_of + _MICROSECOND)
    slots = {
        **window.slots,
        "source": "all_sessions" if options.after is None else _source(con, query.website, as_of, values),
        "position": _POSITIONS[options.sort],
        "order": options.order,
    }
    conditions = [*_page_conditions(options, values), "ended_at >= $slice_start AND ended_at < $slice_end"]
    slots["page_conditions"] = " AND ".join(conditions)
    keys: list[_Key] = []
    for start, end in time_slices(values["start"], values["end"], options, is_filtered=window.is_filtered):
        bounds = {"slice_start": start, "slice_end": end, "limit": values["limit"] - len(keys)}
        keys += [_Key(*row) for row in run(con, "reports/sessions/page", slots, values | bounds)]
        if len(keys) > options.limit:
            break
    return keys


def _source(con: Connection, website: WebsiteKey, as_of: datetime, values: Values) -> str:
    """Return the source of later pages: the sessions, or their state at `as_of` where some have gone on since."""
    moved = one(con, "reports/sessions/moved", {"website": website, "as_of": as_of})
    if moved is None or moved[0] is None:
        return "all_sessions"
    values |= {"as_of": as_of, "moved": moved[0], "moved_from": moved[1]}
    return f"({statement('reports/sessions/as_of')})"


def _page_conditions(options: SessionsQuery, values: Values) -> list[str]:
    """Return conditions on sessions: of the visitor, and after the page before."""
    conditions = after_condition(options, _POSITIONS[options.sort], "session_id", values)
    if options.visitors is not None:
        values["visitors"] = list(options.visitors)
        conditions.append("visitor_id IN (SELECT unnest($visitors::UBIGINT[]))")
    return conditions


def _session_rows(
    con: Connection, website: WebsiteKey, numbers: Sequence[int], start: datetime, end: datetime
) -> tuple[SessionRow, ...]:
    """Return these sessions in order; those deleted meanwhile are left out. start, end: of their starts, naive UTC."""
    values = _bounds(website, start, end) | {"sessions": list(numbers)}
    by_number = {row[0]: row for row in rows(con, "reports/sessions/rows", values)} if numbers else {}
    contexts = _last_contexts(con, website, [row for row in by_number.values() if not row[1]])
    ordered = (by_number[number] for number in numbers if number in by_number)
    return tuple(_session_row(row, contexts.get(row[0])) for row in ordered)


def _last_contexts(
    con: Connection, website: WebsiteKey, changing: Sequence[Sequence[Any]]
) -> dict[int, tuple[Any, ...]]:
    """Return place and device of the last event by number of the session. changing: sessions in which they changed."""
    if not changing:
        return {}
    values = _bounds(website, min(row[5] for row in changing), max(row[6] for row in changing))
    values |= {"sessions": [row[0] for row in changing]}
    return {number: tuple(context) for number, *context in rows(con, "reports/sessions/last_contexts", values)}


def _session_row(row: Sequence[Any], last_context: Sequence[str | None] | None) -> SessionRow:
    session = session_row(*row[2:])
    if last_context is None:
        return session
    country, region, city, browser, os, device = last_context
    return replace(session, country=country, region=region, city=city, browser=browser, os=os, device_type=device)


def _bounds(website: WebsiteKey, start: datetime, end: datetime) -> Values:
    """Return the values for a website and a span of time, naive UTC, both ends included."""
    return {"website": website, "from": start, "until": end}
