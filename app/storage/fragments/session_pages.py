"""Pages of the list of sessions, in whatever store: cursors, and the spans of time that are searched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any  # values of a row

from app.domain.ingest.events import at, unix_us
from app.domain.ingest.visitors import visitor_text
from app.domain.reports.periods import EVENTS_FROM, EVENTS_UNTIL
from app.domain.reports.sessions import SessionCursor, SessionEvent, SessionRow, SessionsQuery
from app.storage.connection import from_db, to_db
from app.storage.fragments.values import Values

_FIRST_SLICE = timedelta(days=1)
_SLICE_GROWTH = 8


def time_slices(
    start: datetime, end: datetime, options: SessionsQuery, *, is_filtered: bool
) -> Iterator[tuple[datetime, datetime]]:
    """Yield spans of time in which to search for ends of sessions, so that a page never reads a year.

    The newest span comes first, and each is eight times as long as the one before. All time is one span in another
    order, and where each span would have to read all events for the filters. start, end: of the window. Naive UTC.
    """
    oldest, newest = to_db(EVENTS_FROM), to_db(EVENTS_UNTIL)
    if is_filtered or options.visitors is not None or (options.sort, options.order) != ("last_seen", "desc"):
        yield oldest, newest
        return
    length, edge = _FIRST_SLICE, end
    if options.after is not None:
        newest = to_db(at(options.after.position + 1))
        edge = min(newest, edge)
    begin = edge - length
    while begin > start:
        yield begin, newest
        newest, length = begin, length * _SLICE_GROWTH
        begin = newest - length
    yield oldest, newest


def after_condition(options: SessionsQuery, position: str, session_id: str, values: Values) -> list[str]:
    """Return the condition on sessions that they come after the page before; none for the first page.

    position, session_id: expressions.
    """
    if options.after is None:
        return []
    values |= {"position": options.after.position, "session_id": int(options.after.session, 16)}
    beyond = "<" if options.order == "desc" else ">"
    return [f"({position} {beyond} $position OR ({position} = $position AND {session_id} {beyond} $session_id))"]


def page_cursor(options: SessionsQuery, position: int, session_id: int, as_of: datetime) -> SessionCursor:
    """Return the cursor behind a session. as_of: the moment whose state the list shows, naive UTC."""
    moment = unix_us(from_db(as_of))
    return SessionCursor(options.sort, options.order, position, visitor_text(session_id), moment)


def session_row(
    session_id: int, visitor_id: int, client_id: str | None, started_at: datetime, ended_at: datetime, *rest: Any
) -> SessionRow:
    """Return a session. Times: naive UTC. rest: the fields of `SessionRow` after these."""
    return SessionRow(
        visitor_text(session_id),
        visitor_text(visitor_id) if client_id is None else client_id,
        "day" if client_id is None else None,
        from_db(started_at),
        from_db(ended_at),
        *rest,
    )


def session_event(row: Sequence[Any]) -> SessionEvent:
    """Return an event of a session. row: the fields of `SessionEvent`, its time naive UTC."""
    return SessionEvent(*(*row[:-1], from_db(row[-1])))
