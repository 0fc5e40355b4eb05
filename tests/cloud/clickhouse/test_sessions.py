"""Random histories of two writers: lists of sessions, journeys and retention equal plain counting."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event, unix_us
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import EVENTS_FROM, Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import SortOrder
from app.domain.reports.sessions import SessionSort, SessionsQuery
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.histories import event
from tests.oracle import journey_checks, retention_checks
from tests.oracle.counting import Facts, Oracle
from tests.oracle.journey_checks import JourneyCase, check_journey, journey_cases
from tests.oracle.random_histories import ANY_TIME, SOON, START, FilterCase, filters, params_of, visits
from tests.oracle.retention_checks import LASTING, RetentionCase, check_retention, retention_cases
from tests.oracle.session_checks import SessionChecks, check_pages_while_events_arrive, moved_behind

CLIENT_IDS = {2: "customer two"}
MARCH = Period(date(2026, 3, 20), date(2026, 5, 20), ZoneInfo("UTC"))


def session_id(facts: Facts) -> int:
    first = facts.events[0]
    return (first.at_us - unix_us(EVENTS_FROM)) << 12 | first.visitor & 4095


CHECKS = SessionChecks(CLICKHOUSE, session_id, CLIENT_IDS)
ORDERS = st.tuples(st.sampled_from(get_args(SessionSort)), st.sampled_from(get_args(SortOrder)))


@pytest.mark.timeout(240)  # on a busy computer
@examples(8)
@given(
    history=visits(ANY_TIME),
    cases=st.just([]) | filters(),
    order=ORDERS,
    visitors=st.sampled_from([None, None, (2, 2**63 + 77)]),
    include_bots=st.booleans(),
    span=st.sampled_from([(0, 0), (0, 1), (1, 9), (0, 9)]),
)
def test_sessions_equal_plain_counting(
    writers: list[ClickHouseWriter],
    history: list[Event],
    cases: list[FilterCase],
    order: tuple[SessionSort, SortOrder],
    visitors: tuple[int, ...] | None,
    include_bots: bool,
    span: tuple[int, int],
) -> None:
    website, first = next(websites), date(2026, 3, 27) + timedelta(days=span[0])
    oracle = Oracle(store(writers, website, history, CLIENT_IDS), cases, include_bots)
    period = Period(first, first + timedelta(days=span[1]), ZoneInfo("Europe/Warsaw"))
    query = ReportQuery(website, period, parse_filters(params_of(cases)), include_bots)
    options = SessionsQuery(3, sort=order[0], order=order[1], visitors=visitors)
    CHECKS.check_sessions(writers[0].con, query, oracle, options)


@pytest.mark.timeout(240)  # on a busy computer
@examples(4)
@given(before=visits(SOON), after=visits(SOON), order=ORDERS, limit=st.integers(1, 3))
def test_pages_list_each_session_once_while_events_arrive(
    writers: list[ClickHouseWriter],
    before: list[Event],
    after: list[Event],
    order: tuple[SessionSort, SortOrder],
    limit: int,
) -> None:
    website = next(websites)
    moved_behind(after, store(writers, website, before))
    query, options = ReportQuery(website, MARCH, (), True), SessionsQuery(limit, sort=order[0], order=order[1])
    check_pages_while_events_arrive(CLICKHOUSE, writers[0].con, query, options, lambda: store(writers, website, after))


def test_an_id_leads_to_its_session_after_an_earlier_event_has_come(writers: list[ClickHouseWriter]) -> None:
    website, con = next(websites), writers[0].con
    store(writers, website, [event(START + timedelta(minutes=9), 7, "/b")])
    query = ReportQuery(website, MARCH)
    (row,) = CLICKHOUSE.sessions.sessions(con, query, SessionsQuery()).rows
    store(writers, website, [event(START, 7, "/a")])  # by a process that is behind
    detail = CLICKHOUSE.sessions.session(con, website, int(row.session_id, 16))
    assert detail is not None
    assert [item.path for item in detail.events] == ["/a", "/b"]
    assert [detail.session] == [*CLICKHOUSE.sessions.sessions(con, query, SessionsQuery()).rows]
    assert CLICKHOUSE.sessions.session(con, website, int(row.session_id, 16) + 1) is None
    assert CLICKHOUSE.sessions.session(con, next(websites), int(row.session_id, 16)) is None
    assert CLICKHOUSE.sessions.session(con, website, 2**64 - 1) is None


@pytest.mark.timeout(240)  # on a busy computer
@examples(4)
@given(history=journey_checks.histories(), cases=st.lists(journey_cases(), min_size=2, max_size=2))
def test_journeys_equal_plain_counting(
    writers: list[ClickHouseWriter], history: list[Event], cases: list[JourneyCase]
) -> None:
    website = next(websites)
    stored = store(writers, website, history)
    for case in cases:
        check_journey(CLICKHOUSE, writers[0].con, website, stored, case)


@pytest.mark.timeout(240)  # on a busy computer
@examples(6)
@given(history=retention_checks.histories(), cases=st.lists(retention_cases(), min_size=2, max_size=2))
def test_retention_equals_plain_counting(
    writers: list[ClickHouseWriter], history: list[Event], cases: list[RetentionCase]
) -> None:
    website = next(websites)
    stored = store(writers, website, history, dict.fromkeys(LASTING, "id"))
    for case in cases:
        check_retention(CLICKHOUSE, writers[0].con, website, stored, case)
