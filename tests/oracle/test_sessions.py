"""Random sessions: lists of sessions and one session equal plain counting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.ingest.events import Event
from app.domain.ingest.visitors import visitor_text
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import SortOrder
from app.domain.reports.sessions import (
    SessionCursor,
    SessionSort,
    SessionsQuery,
)
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import empty_database, store
from tests.oracle.counting import Oracle
from tests.oracle.random_histories import ANY_TIME, SOON, START, FilterCase, filters, params_of, visits
from tests.oracle.session_checks import SessionChecks, check_pages_while_events_arrive, moved_behind
from tests.oracle.visit_checks import SPANS, ZONES

CLIENT_IDS = {2: "customer two"}
CHECKS = SessionChecks(DUCKDB, lambda facts: facts.events[0].session, CLIENT_IDS)


@pytest.fixture(scope="module")
def database() -> Iterator[Connection]:
    con = empty_database()
    yield con
    con.close()


@dataclass(frozen=True)
class ReportCase:
    """Options of several reports; one history has several cases, because storing it takes longest."""

    query: ReportQuery
    filter_cases: list[FilterCase]
    sessions: SessionsQuery


@st.composite
def report_cases(draw: st.DrawFn) -> ReportCase:
    order = st.sampled_from(get_args(SortOrder))
    first, more = draw(st.sampled_from(SPANS))
    day = date(2026, 3, 27) + timedelta(days=first)
    period = Period(day, day + timedelta(days=more), ZoneInfo(draw(st.sampled_from(ZONES))))
    filter_cases = draw(st.just([]) | filters())
    sessions = st.builds(
        SessionsQuery,
        limit=st.integers(2, 6),
        sort=st.sampled_from(get_args(SessionSort)),
        order=order,
        visitors=st.sampled_from([None, None, None, (2, 77)]),
    )
    return ReportCase(
        ReportQuery(1, period, parse_filters(params_of(filter_cases)), draw(st.booleans())),
        filter_cases,
        draw(sessions),
    )


TWO_CASES = st.tuples(report_cases(), report_cases())


@contextmanager
def stored(con: Connection, history: list[Event]) -> Iterator[list[Event]]:
    con.begin()
    try:
        yield store(con, history, ended_before=START + timedelta(days=2), client_ids=CLIENT_IDS)
    finally:
        con.rollback()


@pytest.mark.timeout(240)  # each history is stored, also on a busy machine
@examples(30)
@given(history=visits(ANY_TIME), queries=TWO_CASES)
def test_sessions_equal_plain_counting(
    database: Connection, history: list[Event], queries: tuple[ReportCase, ...]
) -> None:
    with stored(database, history) as events:
        for case in queries:
            oracle = Oracle(events, case.filter_cases, case.query.include_bots)
            CHECKS.check_sessions(database, case.query, oracle, case.sessions)


@pytest.mark.timeout(240)
@examples(20)
@given(
    before=visits(SOON),
    after=visits(SOON),
    order=st.tuples(st.sampled_from(get_args(SessionSort)), st.sampled_from(get_args(SortOrder))),
    limit=st.integers(1, 3),
)
def test_pages_list_each_session_once_while_events_arrive(
    database: Connection, before: list[Event], after: list[Event], order: tuple[SessionSort, SortOrder], limit: int
) -> None:
    query = ReportQuery(1, Period(date(2026, 3, 20), date(2026, 5, 20), ZoneInfo("UTC")), (), include_bots=True)
    options = SessionsQuery(limit, sort=order[0], order=order[1])
    database.begin()
    try:
        ends = moved_behind(after, store(database, before, client_ids=CLIENT_IDS))

        def arrive() -> None:
            store(database, after, ended_before=ends, client_ids=CLIENT_IDS)

        check_pages_while_events_arrive(DUCKDB, database, query, options, arrive)
    finally:
        database.rollback()


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_a_malformed_cursor_is_refused(junk: bytes) -> None:
    text = junk.decode("utf-8", "surrogateescape")
    with pytest.raises(BadRequest) as refused:
        parse_cursor(text, SessionCursor)
    assert refused.value.field == "cursor"


@given(
    st.builds(
        SessionCursor,
        st.sampled_from(get_args(SessionSort)),
        st.sampled_from(get_args(SortOrder)),
        st.integers(0, 4_102_444_800_000_000),
        st.integers(0, 2**64 - 1).map(visitor_text),
        st.integers(0, 4_102_444_800_000_000),
    )
)
def test_a_cursor_survives_encoding_and_decoding(cursor: SessionCursor) -> None:
    assert parse_cursor(cursor_text(cursor), SessionCursor) == cursor
