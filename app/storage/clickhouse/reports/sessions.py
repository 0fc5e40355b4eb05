"""Lists of sessions of ClickHouse by page, and one session with its events.

A list shows the sessions as the events up to a moment tell them, that of its first page; their rows show what is known
now. The id of a session is made of the time it began and of some bits of its visitor, so that it is found again without
reading the history.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.ids import WebsiteKey
from app.domain.ingest.bots import codes
from app.domain.ingest.events import at
from app.domain.reports.periods import EVENTS_FROM
from app.domain.reports.query import ReportQuery
from app.domain.reports.sessions import (
    MAX_SESSION_EVENTS,
    SessionDetail,
    SessionPage,
    SessionRow,
    SessionSort,
    SessionsQuery,
)
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.event_ids import EVENT_ID
from app.storage.clickhouse.reports.reach import reach
from app.storage.clickhouse.reports.where import all_sessions, run, scope_between, session_events, window_of
from app.storage.connection import to_db
from app.storage.fragments.session_pages import (
    after_condition,
    page_cursor,
    session_event,
    session_row,
    time_slices,
)
from app.storage.fragments.values import Values

# Sort keys of a list: never negative, so that a cursor can hold them.
_POSITIONS: Mapping[SessionSort, str] = {
    "last_seen": "toUnixTimestamp64Micro(ended_at)",
    "first_seen": "toUnixTimestamp64Micro(started_at)",
    "duration_seconds": "duration_us",
    "event_count": "events",
    "pageview_count": "pageviews",
}
_FIRST = to_db(EVENTS_FROM)
_MICROSECOND = timedelta(microseconds=1)
# Bits of the visitor in the id of a session; those above are the microseconds from EVENTS_FROM until it began.
_VISITOR_BITS = 12
_MASK = (1 << _VISITOR_BITS) - 1
SESSION_ID = (
    "bitOr(bitShiftLeft(toUInt64(dateDiff('microsecond', toDateTime64('2000-01-01 00:00:00', 6, 'UTC'), started_at)),"
    f" {_VISITOR_BITS}), bitAnd(visitor, {_MASK}))"
)
"""The SQL of the id of a session, on rows with its `visitor` and `started_at`."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A session of a page. position: value of the sort key; times: naive UTC, the end as far as it was looked at."""

    visitor: int
    started_at: datetime
    session_id: int
    position: int
    ended_at: datetime


def sessions(con: ClickHouse, query: ReportQuery, options: SessionsQuery) -> SessionPage:
    """Return one page of the sessions that have an event in the range which matches the filters."""
    as_of = _as_of(con, query.website, options)
    if as_of < _FIRST:
        return SessionPage((), None)
    keys = _keys(con, query, options, as_of)
    page = keys[: options.limit]
    following = None
    if len(keys) > options.limit:
        following = page_cursor(options, page[-1].position, page[-1].session_id, as_of)
    return SessionPage(_session_rows(con, query.website, page), following)


def session(con: ClickHouse, website: WebsiteKey, session_id: int) -> SessionDetail | None:
    """Return the session that has an event at the moment in its id, with its first events, bots or not.

    None when the website has none there. An event that arrives later than a younger one may begin the session earlier:
    its id is then another one, and both lead to it.
    """
    moment = _FIRST + timedelta(microseconds=session_id >> _VISITOR_BITS)
    values: Values = {"website": website, "at": moment, "bits": session_id & _MASK, "mask": _MASK}
    visitors = [visitor for (visitor,) in run(con, "session_list/visitors_at", {}, values)]
    if not visitors:
        return None
    around = session_events("visitor, ts, writer, seq", "visitor IN $visitors")
    since, until = reach(con, website, moment, moment + _MICROSECOND, visitors)
    values = {"website": website, "visitors": visitors, "at": moment, "from": since, "until": until}
    ((visitor, started_at, ended_at),) = run(con, "session_list/at", {"session_events": around}, values)
    (row,) = _session_rows(con, website, [_Key(visitor, started_at, 0, 0, ended_at)])
    values = {"website": website, "visitor": visitor, "from": started_at, "until": ended_at}
    ((score, signals),) = run(con, "session_list/score", {}, values)
    rows = run(con, "session_list/events", {"event_id": EVENT_ID}, values | {"limit": MAX_SESSION_EVENTS + 1})
    events = [session_event(event) for event in rows]
    listed = tuple(events[:MAX_SESSION_EVENTS])
    return SessionDetail(row, listed, len(events) > MAX_SESSION_EVENTS, score, codes(signals))


def _as_of(con: ClickHouse, website: WebsiteKey, options: SessionsQuery) -> datetime:
    """Return the moment whose state the list shows, naive UTC: that of its first page. 1970 without any event."""
    if options.after is not None:
        return to_db(at(options.after.as_of))
    ((newest,),) = run(con, "session_list/newest", {}, {"website": website})
    assert isinstance(newest, datetime)
    return newest


def _keys(con: ClickHouse, query: ReportQuery, options: SessionsQuery, as_of: datetime) -> list[_Key]:
    """Return the sessions of the page in order, and one more when there is a next page."""
    start, end = window_of(query.period)
    end = min(end, as_of + _MICROSECOND)
    keys: list[_Key] = []
    for since, until in time_slices(start, end, options, is_filtered=bool(query.conditions)):
        # A session that ends in the slice has an event in it, or one just before the end of the window.
        window = scope_between(con, query, max(start, since), min(end, until))
        values = window.values | {"slice_start": since, "slice_end": until, "limit": options.limit + 1 - len(keys)}
        values["until"] = min(values["until"], as_of + _MICROSECOND)
        conditions = after_condition(options, _POSITIONS[options.sort], SESSION_ID, values)
        slots = {
            **window.slots,
            "session_id": SESSION_ID,
            "position": _POSITIONS[options.sort],
            "order": options.order,
            "page_conditions": " AND ".join([*conditions, "ended_at >= $slice_start AND ended_at < $slice_end"]),
        }
        if options.visitors is not None:
            values["visitors"] = list(options.visitors)
            slots["all_sessions"] = all_sessions("visitor IN $visitors")
        keys += [_Key(*row) for row in run(con, "session_list/page", slots, values)]
        if len(keys) > options.limit:
            break
    return keys


def _session_rows(con: ClickHouse, website: WebsiteKey, keys: Sequence[_Key]) -> tuple[SessionRow, ...]:
    """Return these sessions in order, with the events they have now; those deleted meanwhile are left out."""
    if not keys:
        return ()
    since, last = min(key.started_at for key in keys), max(key.ended_at for key in keys)
    visitors = [key.visitor for key in keys]
    _, until = reach(con, website, since, last + _MICROSECOND, visitors)
    values = {
        "website": website,
        "from": since,
        "until": until,
        "visitors": visitors,
        "starts": [key.started_at for key in keys],
    }
    slots = {"session_events": session_events(visitors="visitor IN $visitors"), "session_id": SESSION_ID}
    rows = {(row[1], row[3]): session_row(*row) for row in run(con, "session_list/rows", slots, values)}
    return tuple(rows[key.visitor, key.started_at] for key in keys if (key.visitor, key.started_at) in rows)
