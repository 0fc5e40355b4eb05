"""Lists of sessions, a page at a time, and one session with its events; live sessions and finished ones alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any  # rows of a report: its file says what they hold

from app.domain.ingest.events import at, unix_us
from app.domain.ingest.visitors import visitor_text
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.domain.reports.query import ReportQuery
from app.domain.reports.sessions import (
    MAX_SESSION_EVENTS,
    SessionCursor,
    SessionDetail,
    SessionEvent,
    SessionPage,
    SessionRow,
    SessionSort,
    SessionsQuery,
)
from app.storage.connection import Connection, one, rows, statement, to_db
from app.storage.fragments.where import Values, Where, run, where

# What a list is sorted by: never negative, so that a cursor can hold it.
_POSITIONS: Mapping[SessionSort, str] = {
    "last_seen": "epoch_us(ended_at)",
    "first_seen": "epoch_us(started_at)",
    "duration_seconds": "epoch_us(ended_at) - epoch_us(started_at)",
    "event_count": "events",
    "pageview_count": "pageviews",
}
_FIRST_SLICE = timedelta(days=1)
_SLICE_GROWTH = 8
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class _Key:
    """A session of a page. position: what the list is sorted by; started_at: naive UTC."""

    session: int
    position: int
    started_at: datetime


def sessions(con: Connection, query: ReportQuery, wanted: SessionsQuery) -> SessionPage:
    """One page of the sessions that have an event in the range which passes the filters."""
    as_of = _as_of(con, query.website, wanted)
    if as_of is None:
        return SessionPage((), None)
    found = _keys(con, query, wanted, as_of)
    page = found[: wanted.limit]
    following = _cursor(wanted, page[-1], as_of) if len(found) > wanted.limit else None
    begun = [key.started_at for key in page] or [as_of]
    shown = _shown(con, query.website, [key.session for key in page], min(begun), max(begun))
    return SessionPage(shown, following)


def session(con: Connection, website: int, number: int) -> SessionDetail | None:
    """One session with its first events, bots' or not. None when the website has no such session."""
    found = _shown(con, website, [number], EVENTS_FROM, EVENTS_UNTIL)
    if not found:
        return None
    shown = found[0]
    values = _bounds(website, shown.first_seen, shown.last_seen) | {"session": number, "limit": MAX_SESSION_EVENTS + 1}
    events = [_event(row) for row in rows(con, "reports/sessions/events", values)]
    return SessionDetail(shown, tuple(events[:MAX_SESSION_EVENTS]), len(events) > MAX_SESSION_EVENTS)


def _as_of(con: Connection, website: int, wanted: SessionsQuery) -> datetime | None:
    """The moment whose state the list shows, naive UTC: that of its first page. None without any session."""
    if wanted.after is not None:
        return to_db(at(wanted.after.as_of))
    newest = one(con, "reports/sessions/newest", {"website": website})
    return newest[0] if newest else None


def _keys(con: Connection, query: ReportQuery, wanted: SessionsQuery, as_of: datetime) -> list[_Key]:
    """The sessions of the page in order, and one more when there is a next page."""
    window = where(query)
    values: Values = {**window.values, "limit": wanted.limit + 1}
    values["end"] = min(values["end"], as_of + _MICROSECOND)
    slots = {
        **window.slots,
        "source": "all_sessions" if wanted.after is None else _source(con, query.website, as_of, values),
        "position": _POSITIONS[wanted.sort],
        "order": wanted.order,
    }
    conditions = _wanted(wanted, values)
    found: list[_Key] = []
    for low, high in _slices(window, wanted, values):
        limits = [*conditions, "ended_at >= $slice_start AND ended_at < $slice_end"]
        slots["wanted"] = " AND ".join(limits)
        left = {"slice_start": low, "slice_end": high, "limit": values["limit"] - len(found)}
        found += [_Key(*row) for row in run(con, "reports/sessions/page", slots, values | left)]
        if len(found) > wanted.limit:
            break
    return found


def _source(con: Connection, website: int, as_of: datetime, values: Values) -> str:
    """What later pages are read from: the sessions, or what they were at `as_of` where some have gone on since."""
    moved = one(con, "reports/sessions/moved", {"website": website, "as_of": as_of})
    if moved is None or moved[0] is None:
        return "all_sessions"
    values |= {"as_of": as_of, "moved": moved[0], "moved_from": moved[1]}
    return f"({statement('reports/sessions/as_of')})"


def _wanted(wanted: SessionsQuery, values: Values) -> list[str]:
    """Conditions on sessions: the visitor asked for, and beyond the page before."""
    conditions = []
    if wanted.visitors is not None:
        values["visitors"] = list(wanted.visitors)
        conditions.append("visitor IN (SELECT unnest($visitors::UBIGINT[]))")
    if wanted.after is not None:
        values |= {"position": wanted.after.position, "session": int(wanted.after.session, 16)}
        beyond = "<" if wanted.order == "desc" else ">"
        position = _POSITIONS[wanted.sort]
        conditions.append(f"({position} {beyond} $position OR ({position} = $position AND session {beyond} $session))")
    return conditions


def _slices(window: Where, wanted: SessionsQuery, values: Values) -> Iterator[tuple[datetime, datetime]]:
    """The time to look through for the ends of sessions, part by part, so that a page never reads a year.

    The newest part first, each eight times as long as the one before. All in one where the order is another or where
    each part would have to look through all events for what passes the filters.
    """
    oldest, newest = to_db(EVENTS_FROM), to_db(EVENTS_UNTIL)
    if window.is_filtered or wanted.visitors is not None or (wanted.sort, wanted.order) != ("last_seen", "desc"):
        yield oldest, newest
        return
    length, edge = _FIRST_SLICE, values["end"]
    if wanted.after is not None:
        newest = to_db(at(wanted.after.position + 1))
        edge = min(newest, edge)
    low = edge - length
    while low > values["start"]:
        yield low, newest
        newest, length = low, length * _SLICE_GROWTH
        low = newest - length
    yield oldest, newest


def _cursor(wanted: SessionsQuery, last: _Key, as_of: datetime) -> SessionCursor:
    moment = unix_us(as_of.replace(tzinfo=UTC))
    return SessionCursor(wanted.sort, wanted.order, last.position, visitor_text(last.session), moment)


def _shown(
    con: Connection, website: int, numbers: Sequence[int], start: datetime, end: datetime
) -> tuple[SessionRow, ...]:
    """These sessions, begun between start and end, as they are shown; one that is there no more is left out."""
    values = _bounds(website, start, end) | {"sessions": list(numbers)}
    found = {row[0]: row for row in rows(con, "reports/sessions/rows", values)} if numbers else {}
    looks = _last_looks(con, website, [row for row in found.values() if not row[1]])
    shown = (found[number] for number in numbers if number in found)
    return tuple(_row(row, looks.get(row[0])) for row in shown)


def _last_looks(con: Connection, website: int, unsteady: Sequence[Sequence[Any]]) -> dict[int, tuple[Any, ...]]:
    """Place and system of the last event, of the sessions in which these changed."""
    if not unsteady:
        return {}
    values = _bounds(website, min(row[4] for row in unsteady), max(row[5] for row in unsteady))
    found = rows(con, "reports/sessions/last_contexts", values | {"sessions": [row[0] for row in unsteady]})
    return {number: tuple(look) for number, *look in found}


def _row(row: Sequence[Any], last_look: Sequence[str | None] | None) -> SessionRow:
    number, _, visitor, client_id, started_at, ended_at, *rest = row
    shown = SessionRow(
        visitor_text(number),
        visitor_text(visitor) if client_id is None else client_id,
        "day" if client_id is None else None,
        started_at.replace(tzinfo=UTC),
        ended_at.replace(tzinfo=UTC),
        *rest,
    )
    if last_look is None:
        return shown
    country, region, city, browser, os, device = last_look
    return replace(shown, country=country, region=region, city=city, browser=browser, os=os, device_type=device)


def _event(row: Sequence[Any]) -> SessionEvent:
    return SessionEvent(*(visitor_text(row[0]), *row[1:-1], row[-1].replace(tzinfo=UTC)))


def _bounds(website: int, start: datetime, end: datetime) -> Values:
    """The website, and a stretch of time with both its ends."""
    return {"website": website, "from": start.replace(tzinfo=None), "until": end.replace(tzinfo=None)}
