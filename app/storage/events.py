"""Events and sessions going in: one transaction a batch, with the position up to which the journal is stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from operator import attrgetter

import duckdb

from app.domain.events import Event, event_row
from app.domain.sessions import Session, SessionChanges, Visit, session_row
from app.storage import first_visits
from app.storage.answers import Reach
from app.storage.database import Connection, one, rows, statement

ROWS_A_CALL = 100  # a call holds the interpreter lock: 0.4 ms at most, or requests would wait behind a flush
ClientVisitor = tuple[int, int, str]  # website key, visitor, the id as the client sent it


def next_seq(con: Connection) -> int:
    """The number of the first event that is not stored yet."""
    found = one(con, "journal_position")
    return int(found[0]) if found else 0


def store_batch(
    con: Connection,
    events: Sequence[Event],
    changes: SessionChanges,
    client_visitors: Sequence[ClientVisitor],
    next_event: int,
) -> None:
    """Write a batch inside the caller's transaction. next_event: seq of the first event after the batch."""
    if events:
        ordered = sorted(events, key=attrgetter("website"))  # they come in order of time
        _append(con.appender("events"), map(event_row, ordered))
        _store_sessions(con, changes)
    if client_visitors:
        websites, visitors, ids = zip(*client_visitors, strict=True)
        values = {"websites": list(websites), "visitors": list(visitors), "ids": list(ids)}
        con.execute(statement("client_visitors_add"), values)
    move_position(con, next_event)


def move_position(con: Connection, next_event: int) -> None:
    """Say up to where the journal is stored; next_event is the seq of the first event that is not."""
    con.execute(statement("journal_position_set"), {"next_seq": next_event})


def reach_of(changes: SessionChanges) -> Reach:
    """How far back a batch changes reports: to the beginning of the sessions that it began or added to."""
    since: dict[int, datetime] = {}
    for session in (*changes.live.values(), *changes.ended):
        since[session.website] = min(since.get(session.website, session.started_at), session.started_at)
    return since


def _store_sessions(con: Connection, changes: SessionChanges) -> None:
    if changes.replaced:
        _append(con.appender("sessions_live", action="delete", key=["website", "session"]), changes.replaced)
    _append(con.appender("sessions_live"), map(session_row, changes.live.values()))
    _append(con.appender("sessions"), map(session_row, changes.ended))


def _append(appender: duckdb.Appender, rows: Iterable[Sequence[object]]) -> None:
    left = iter(rows)
    try:
        while chunk := list(islice(left, ROWS_A_CALL)):
            appender.append_rows(chunk)
        appender.flush()
    except BaseException:
        appender.clear()  # the transaction is rolled back; rows that are left would be reported as lost
        raise


def live_sessions(con: Connection, visits: Sequence[Visit]) -> dict[Visit, Session]:
    """The stored live session of each visit that has one."""
    values = {"websites": [website for website, _ in visits], "visitors": [visitor for _, visitor in visits]}
    found = (session_of(row) for row in rows(con, "live_sessions_of", values))
    return {session.visit: session for session in found}


def session_of(row: Sequence[object]) -> Session:
    """A row of table `sessions` as a Session; its times are UTC."""
    session = Session(*row)  # type: ignore[arg-type]  # the columns are the fields, in the same order
    session.started_at = session.started_at.replace(tzinfo=UTC)
    session.ended_at = session.ended_at.replace(tzinfo=UTC)
    return session


def count_live_sessions(con: Connection) -> int:
    found = one(con, "sessions_live_count")
    return int(found[0]) if found else 0


def end_sessions(con: Connection, before: datetime) -> None:
    """Move the live sessions whose last event is at `before` or older to the finished ones, and note first visits.

    before: aware; every event before it must be stored.
    """
    con.execute(statement("sessions_end"), {"before": before})
    con.execute(statement("sessions_live_drop"), {"before": before})
    first_visits.keep_up(con, before)


def visitor_keys(con: Connection) -> dict[int, bytes]:
    """The keys of the secret visitor ids by UTC day."""
    return {int(day): bytes(key) for day, key in rows(con, "visitor_keys")}


def keep_visitor_keys(con: Connection, keys: dict[int, bytes]) -> None:
    """Store exactly these keys; all others are gone."""
    con.execute(statement("visitor_keys_clear"))
    for day, key in keys.items():
        con.execute(statement("visitor_key_add"), {"epoch_day": day, "key": key})
