"""Events and sessions going in: one transaction a batch, with the position up to which the journal is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from operator import attrgetter
from typing import Any  # values of a row

from app.domain.ingest.events import ClientContext, Event, Page, at, unix_us
from app.domain.ingest.sessions import Session, SessionChanges, VisitorKey
from app.domain.ingest.urls import Utm
from app.storage.cache import Invalidation
from app.storage.connection import Connection, one, rows, statement
from app.storage.ingest import first_visits
from app.storage.ingest.arrow import visible
from app.storage.ingest.batch import tables_of

ClientVisitor = tuple[int, int, str]  # website key, visitor, the id as the client sent it


def next_seq(con: Connection) -> int:
    """The number of the first event that is not stored yet."""
    found = one(con, "ingest/events/journal_position")
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
        with visible(con, tables_of(ordered, changes)):
            con.execute(statement("ingest/events/batch_events_add"))
            if changes.replaced:
                con.execute(statement("ingest/events/batch_sessions_replace"))
            con.execute(statement("ingest/events/batch_sessions_add").format(into="sessions_live", is_live=1))
            if changes.ended:
                con.execute(statement("ingest/events/batch_sessions_add").format(into="sessions", is_live=0))
    if client_visitors:
        websites, visitors, ids = zip(*client_visitors, strict=True)
        values = {"websites": list(websites), "visitors": list(visitors), "ids": list(ids)}
        con.execute(statement("ingest/events/client_visitors_add"), values)
    move_position(con, next_event)


def move_position(con: Connection, next_event: int) -> None:
    """Say up to where the journal is stored; next_event is the seq of the first event that is not."""
    con.execute(statement("ingest/events/journal_position_set"), {"next_seq": next_event})


def invalidation_of(changes: SessionChanges) -> Invalidation:
    """How far back a batch changes reports: to the beginning of the sessions that it began or added to."""
    since: dict[int, int] = {}
    for session in (*changes.live.values(), *changes.ended):
        if session.started_us < since.get(session.website, session.started_us + 1):
            since[session.website] = session.started_us
    return {website: at(started_us) for website, started_us in since.items()}


def live_sessions(con: Connection, visits: Sequence[VisitorKey]) -> dict[VisitorKey, Session]:
    """The stored live session of each visit that has one."""
    values = {"websites": [website for website, _ in visits], "visitors": [visitor for _, visitor in visits]}
    found = (session_of(row) for row in rows(con, "ingest/events/live_sessions_of", values))
    return {session.visit: session for session in found}


def session_of(row: Sequence[Any]) -> Session:
    """A row of table `sessions` as a Session. Its pages have no `url`: what was sent is known of events alone."""
    return Session(
        website=row[0],
        session=row[1],
        visitor=row[2],
        started_us=unix_us(row[3].replace(tzinfo=UTC)),
        ended_us=unix_us(row[4].replace(tzinfo=UTC)),
        events=row[5],
        pageviews=row[6],
        begins_with_pageview=row[7],
        has_later_referrer=row[8],
        entry=Page(*row[9:13]),
        exit=Page(row[13], None, row[14], row[15]),
        referrer_domain=row[16],
        channel=row[17],
        utm=Utm(*row[18:23]),
        look=ClientContext(*row[23:33]),
        is_steady=row[33],
        user_agent_hash=row[34],
        is_bot=row[35],
        bot_score=row[36],
        bot_signals=row[37],
    )


def count_live_sessions(con: Connection) -> int:
    found = one(con, "ingest/events/sessions_live_count")
    return int(found[0]) if found else 0


def end_sessions(con: Connection, before: datetime) -> None:
    """Move the live sessions whose last event is at `before` or older to the finished ones, and note first visits.

    before: aware; every event before it must be stored.
    """
    con.execute(statement("ingest/events/sessions_end"), {"before": before})
    con.execute(statement("ingest/events/sessions_live_drop"), {"before": before})
    first_visits.keep_up(con, before)


def visitor_keys(con: Connection) -> dict[int, bytes]:
    """The keys of the secret visitor ids by UTC day."""
    return {int(day): bytes(key) for day, key in rows(con, "ingest/events/visitor_keys")}


def keep_visitor_keys(con: Connection, keys: dict[int, bytes]) -> None:
    """Store exactly these keys; all others are gone."""
    con.execute(statement("ingest/events/visitor_keys_clear"))
    for day, key in keys.items():
        con.execute(statement("ingest/events/visitor_key_add"), {"epoch_day": day, "key": key})
