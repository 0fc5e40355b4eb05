"""Writing of events and sessions: one transaction a batch, with the position up to which the journal is stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any  # values of a row

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import ClientContext, Event, PageUrl, at, unix_us
from app.domain.ingest.sessions import Session, SessionChanges, VisitorKey
from app.domain.ingest.urls import Utm
from app.storage.bots.agents import BotAgent, add_agents
from app.storage.connection import Connection, from_db, one, rows, statement, to_db
from app.storage.facts import ranges
from app.storage.ingest import first_visits
from app.storage.ingest.handover import hand_over

ClientVisitor = tuple[WebsiteKey, int, str]  # website, visitor, the id as the client sent it


def next_seq(con: Connection) -> int:
    """Return the number of the first event that is not stored yet."""
    row = one(con, "ingest/events/journal_position")
    return int(row[0]) if row else 0


def stored_among(con: Connection, seqs: Sequence[int], since: datetime, until: datetime) -> dict[int, int]:
    """Return the events with these numbers that were received in a time (aware, both ends included) and are stored.

    By number: the time of receipt in microseconds. Numbers alone do not tell: an older database gives them again.
    """
    values = {"seqs": list(seqs), "since": to_db(since), "until": to_db(until)}
    return {int(seq): unix_us(from_db(ts)) for seq, ts in rows(con, "ingest/events/stored_among", values)}


def store_batch(
    con: Connection,
    events: Sequence[Event],
    changes: SessionChanges,
    client_visitors: Sequence[ClientVisitor],
    next_event: int,
    bot_agents: Sequence[BotAgent] = (),
) -> None:
    """Write a batch inside the caller's transaction. next_event: seq of the first event after the batch.

    client_visitors: of visitors with an event in the batch. bot_agents: of bots with one.
    """
    if events:
        hand_over(con, sorted(events, key=attrgetter("website")), changes)  # they come in order of time
        ranges.withdraw_from(con, invalidation_of(changes))
    if client_visitors:
        numbers = {session.visitor_key: session.visitor_number for session in (*changes.live.values(), *changes.ended)}
        values = {
            "websites": [website for website, _, _ in client_visitors],
            "visitors": [numbers[website, visitor] for website, visitor, _ in client_visitors],
            "ids": [client_id for _, _, client_id in client_visitors],
        }
        con.execute(statement("ingest/events/client_visitors_add"), values)
    if bot_agents:
        add_agents(con, bot_agents, events[-1].ts)
    move_position(con, next_event)


def move_position(con: Connection, next_event: int) -> None:
    """Record up to where the journal is stored. next_event: seq of the first event that is not."""
    con.execute(statement("ingest/events/journal_position_set"), {"next_seq": next_event})


def invalidation_of(changes: SessionChanges) -> dict[int, datetime]:
    """Return how far back a batch changes reports: to the start of the sessions that it began or added to."""
    since: dict[int, int] = {}
    for session in (*changes.live.values(), *changes.ended):
        if session.started_us < since.get(session.website, session.started_us + 1):
            since[session.website] = session.started_us
    return {website: at(started_us) for website, started_us in since.items()}


def live_sessions(con: Connection, keys: Sequence[VisitorKey]) -> dict[VisitorKey, Session]:
    """Return the stored live session of each visitor that has one."""
    values = {"websites": [website for website, _ in keys], "visitors": [visitor for _, visitor in keys]}
    sessions = (session_of(row) for row in rows(con, "ingest/events/live_sessions_of", values))
    return {session.visitor_key: session for session in sessions}


def session_of(row: Sequence[Any]) -> Session:
    """Return a row of table `sessions` as a Session. Its pages have no `url`, which only events keep as it was sent."""
    return Session(
        website=row[0],
        session_number=row[1],
        visitor_number=row[2],
        session=row[3],
        visitor=row[4],
        started_us=unix_us(from_db(row[5])),
        ended_us=unix_us(from_db(row[6])),
        events=row[7],
        pageviews=row[8],
        begins_with_pageview=row[9],
        has_later_referrer=row[10],
        entry=PageUrl(*row[11:15]),
        exit=PageUrl(row[15], None, row[16], row[17]),
        source=row[18],
        referrer_domain=row[19],
        channel=row[20],
        utm=Utm(*row[21:26]),
        context=ClientContext(*row[26:36]),
        is_uniform=row[36],
        is_bot=row[37],
        bot_score=row[38],
        bot_signals=row[39],
    )


def count_live_sessions(con: Connection) -> int:
    row = one(con, "ingest/events/sessions_live_count")
    return int(row[0]) if row else 0


def end_sessions(con: Connection, before: datetime) -> None:
    """Move the live sessions whose last event is at `before` or older to the ended ones, and update first visits.

    before: aware; every event before it must be stored.
    """
    con.execute(statement("ingest/events/sessions_end"), {"before": before})
    con.execute(statement("ingest/events/sessions_live_drop"), {"before": before})
    first_visits.catch_up(con, before)
