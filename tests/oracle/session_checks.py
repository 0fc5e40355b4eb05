"""Lists of sessions of a store compared with plain counting: the same for every store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from app.domain.ingest.bots import codes
from app.domain.ingest.events import Event, unix_us
from app.domain.ingest.visitors import visitor_text
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.reports.query import ReportQuery
from app.domain.reports.sessions import SessionCursor, SessionRow, SessionSort, SessionsQuery, session_id_of
from app.storage.event_store import EventStore
from tests.histories import start_session
from tests.oracle.counting import Facts, Oracle
from tests.oracle.random_histories import START

C = TypeVar("C")


@dataclass(frozen=True)
class SessionChecks(Generic[C]):
    """Checks of one store. session_id: of a session in this store. client_ids: those that visitors chose."""

    store: EventStore[Any, C]
    session_id: Callable[[Facts], int]
    client_ids: Mapping[int, str]

    def check_sessions(self, con: C, query: ReportQuery, oracle: Oracle, options: SessionsQuery) -> None:
        matching = oracle.matching(query.period.utc_start, query.period.utc_end)
        listed = [
            facts
            for facts in (oracle.sessions[key] for key in {item.session for item in matching})
            if (query.include_bots or not facts.is_bot)
            and (options.visitors is None or facts.events[0].visitor in options.visitors)
        ]
        rows = [(self.row(facts), facts) for facts in listed]
        rows.sort(key=lambda row: (position(row[0], options.sort), row[0].session_id), reverse=options.order == "desc")
        assert self.pages(con, query, options) == [row for row, _ in rows]
        if rows:
            self.check_detail(con, query, *rows[-1])

    def pages(self, con: C, query: ReportQuery, options: SessionsQuery) -> list[SessionRow]:
        """Return all pages in order; each cursor is encoded and decoded as on the wire."""
        rows: list[SessionRow] = []
        while True:
            page = self.store.sessions.sessions(con, query, options)
            assert len(page.rows) == options.limit or page.following is None
            rows += page.rows
            if page.following is None:
                return rows
            options = replace(options, after=parse_cursor(cursor_text(page.following), SessionCursor))

    def check_detail(self, con: C, query: ReportQuery, row: SessionRow, facts: Facts) -> None:
        number = session_id_of(row.session_id)
        assert number is not None
        detail = self.store.sessions.session(con, query.website, number)
        assert detail is not None
        assert (detail.session, detail.truncated) == (row, False)
        highest = max(facts.events, key=lambda item: item.bot_score)  # the first of them
        assert (detail.bot_score, detail.bot_reasons) == (highest.bot_score, codes(highest.bot_signals))
        assert [
            (item.event_type, item.url, item.event_name, item.event_data, item.created_at) for item in detail.events
        ] == [(item.kind, item.full_url, item.event_name, item.event_data, item.ts) for item in facts.events]

    def row(self, facts: Facts) -> SessionRow:
        first, last = facts.events[0], facts.events[-1]
        seen = facts.pages or facts.events
        client_id = self.client_ids.get(first.visitor)
        return SessionRow(
            session_id=visitor_text(self.session_id(facts)),
            visitor_id=client_id or visitor_text(first.visitor),
            first_seen=first.ts,
            last_seen=last.ts,
            duration_seconds=facts.duration // timedelta(seconds=1),
            pageview_count=len(facts.pages),
            event_count=len(facts.events),
            entry_page=seen[0].path,
            exit_page=seen[-1].path,
            entry_url=seen[0].full_url,
            exit_url=seen[-1].full_url,
            country=last.country,
            region=None,
            city=None,
            browser=last.browser,
            os=None,
            device_type=None,
            referrer_domain=first.referrer_domain,
            channel=start_session(first).channel,
            utm_source=None,
            utm_medium=None,
            utm_campaign=None,
            is_bot=facts.is_bot,
            source=facts.value("source"),
            visitor_id_scope=None if client_id else "day",
        )


def check_pages_while_events_arrive(
    store: EventStore[Any, C],
    con: C,
    query: ReportQuery,
    options: SessionsQuery,
    arrive: Callable[[], object],
) -> None:
    """The pages after the first one, read after `arrive`, list every session of its moment once and no other."""
    listed = store.sessions.sessions(con, query, replace(options, limit=200)).rows
    page = store.sessions.sessions(con, query, options)
    session_ids = [row.session_id for row in page.rows]
    arrive()
    while page.following is not None:
        page = store.sessions.sessions(con, query, replace(options, after=page.following))
        session_ids += [row.session_id for row in page.rows]
    assert session_ids == [row.session_id for row in listed]


def moved_behind(later: list[Event], earlier: list[Event]) -> datetime:
    """Move events behind the last of some others; return the time of that one."""
    ends = max((item.ts for item in earlier), default=START)
    for item in later:
        item.at_us += unix_us(ends) - unix_us(START) + 1
    return ends


def position(row: SessionRow, sort: SessionSort) -> Any:
    return row.last_seen - row.first_seen if sort == "duration_seconds" else getattr(row, sort)
