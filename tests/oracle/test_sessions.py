"""Random sessions: custom events, sessions, heat map and times on pages equal plain counting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from typing import Any, get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.ingest.events import Event
from app.domain.ingest.visitors import visitor_text
from app.domain.reports.cursors import cursor_text, parse_cursor
from app.domain.reports.custom_events import EventKey, EventProperties, NumberSummary
from app.domain.reports.engagement import PageTime, PageTimeSort, PageTimeTotals
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period, buckets
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.results import SortOrder
from app.domain.reports.sessions import (
    SessionCursor,
    SessionSort,
    SessionsQuery,
)
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from app.storage.reports import custom_events, engagement
from tests.examples import examples
from tests.histories import empty_database, store
from tests.oracle.counting import Oracle, property_text
from tests.oracle.random_histories import ANY_TIME, SOON, START, FilterCase, filters, params_of, visits
from tests.oracle.session_checks import SessionChecks, check_pages_while_events_arrive, moved_behind

# Clocks change on 29 March in Warsaw, on 5 April in Lord Howe (by half an hour), not at all in the others.
ZONES = ("UTC", "UTC", "Europe/Warsaw", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")
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
    names: tuple[str, ...]
    page: Page
    times: tuple[PageTimeSort, SortOrder]
    sessions: SessionsQuery


@st.composite
def report_cases(draw: st.DrawFn) -> ReportCase:
    order = st.sampled_from(get_args(SortOrder))
    first, more = draw(st.sampled_from([(0, 0), (0, 0), (0, 1), (1, 0), (1, 9), (2, 0), (0, 9), (8, 1)]))
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
        draw(st.sampled_from([("buy",), ("buy", " buy"), ("signup",), ("other",)])),
        draw(st.sampled_from([Page(100), Page(100), Page(2, 1), Page(2, 100)])),
        (draw(st.sampled_from(get_args(PageTimeSort))), draw(order)),
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
def test_custom_events_and_engagement_equal_plain_counting(
    database: Connection, history: list[Event], queries: tuple[ReportCase, ...]
) -> None:
    with stored(database, history) as events:
        for case in queries:
            query, oracle = case.query, Oracle(events, case.filter_cases, case.query.include_bots)
            check_names(database, query, oracle, case.page)
            check_series(database, query, oracle, case.names)
            check_properties(database, query, oracle, case.names)
            check_heat_map(database, query, oracle)
            page = replace(case.page, sort=case.times[0], order=case.times[1])
            check_page_times(database, query, oracle, page)


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


def matching(query: ReportQuery, oracle: Oracle) -> list[Event]:
    return oracle.matching(query.period.utc_start, query.period.utc_end)


def check_names(con: Connection, query: ReportQuery, oracle: Oracle, page: Page) -> None:
    now = [item for item in matching(query, oracle) if item.kind == "event"]
    other = query.period.previous()
    before = Counter(item.event_name for item in oracle.matching(other.utc_start, other.utc_end))
    counts = Counter(item.event_name for item in now)
    expected = [
        (
            name,
            count,
            len({item.visitor for item in now if item.event_name == name}),
            not before[name],
            before[name] or msgspec.UNSET,
        )
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0] or ""))
    ]
    report = custom_events.names(con, query, page)
    rows = [(row.event_name, row.count, row.visitors, row.is_new, row.prev_count) for row in report.data.rows]
    assert rows == shown(expected, page)
    assert report.data.total == report.pagination.total == len(expected)
    assert report.pagination.has_more == (page.offset + page.limit < len(expected))


def shown(rows: list[Any], page: Page) -> list[Any]:
    return rows[page.offset : page.offset + page.limit]


def check_series(con: Connection, query: ReportQuery, oracle: Oracle, names: tuple[str, ...]) -> None:
    points = custom_events.series(con, query, names, "day").series
    inside = [
        [item for item in oracle.matching(step.start, step.end) if item.kind == "event" and item.event_name in names]
        for step in buckets(query.period, "day")
    ]
    assert [(point.pageviews, point.visitors) for point in points] == [
        (len(events), len({item.visitor for item in events})) for events in inside
    ]


def check_properties(con: Connection, query: ReportQuery, oracle: Oracle, names: tuple[str, ...]) -> None:
    events = [item for item in matching(query, oracle) if item.kind == "event" and item.event_name in names]
    texts = Counter(
        (key, text)
        for item in events
        for key in json.loads(item.event_data or "{}")
        if (text := property_text(item, key)) is not None
    )
    report = custom_events.properties(con, query, names)
    assert (report.event_name, report.total_occurrences, report.sample_size) == (names[0], len(events), len(events))
    assert [(item.property_key, item.property_value, item.count) for item in report.properties] == [
        (key, text, count) for (key, text), count in sorted(texts.items(), key=lambda a: (a[0][0], -a[1], a[0][1]))
    ]
    check_keys(report, texts, [json.loads(item.event_data or "{}") for item in events])


def check_keys(report: EventProperties, texts: Counter[tuple[str, str]], data: list[dict[str, Any]]) -> None:
    expected = []
    for key in sorted({key for key, _ in texts}):
        values = [item[key] for item in data if item.get(key) is not None]
        numbers = [value for value in values if isinstance(value, (int, float)) and not isinstance(value, bool)]
        summary = (
            NumberSummary(len(numbers), min(numbers), max(numbers), sum(numbers) / len(numbers)) if numbers else None
        )
        expected.append(EventKey(key, len(values), len([1 for other, _ in texts if other == key]), summary))
    assert [replace(item, numbers=None) for item in report.keys] == [replace(item, numbers=None) for item in expected]
    for key, counted in zip(report.keys, expected, strict=True):
        assert (key.numbers is None) == (counted.numbers is None)
        if key.numbers and counted.numbers:
            assert (key.numbers.count, key.numbers.min, key.numbers.max) == (
                counted.numbers.count,
                counted.numbers.min,
                counted.numbers.max,
            )
            assert key.numbers.mean == pytest.approx(counted.numbers.mean)


def check_heat_map(con: Connection, query: ReportQuery, oracle: Oracle) -> None:
    zone = query.period.zone
    events: dict[tuple[int, int], list[Event]] = {}
    for item in matching(query, oracle):
        local = item.ts.astimezone(zone)
        events.setdefault((local.isoweekday(), local.hour), []).append(item)
    quarters: Counter[tuple[int, int]] = Counter()
    at = query.period.utc_start
    while at < query.period.utc_end:
        local = at.astimezone(zone)
        quarters[local.isoweekday(), local.hour] += 1
        at += timedelta(minutes=15)
    report = engagement.heat_map(con, query)
    assert report.timezone == zone.key
    assert [(cell.weekday, cell.hour) for cell in report.cells] == [
        (day, hour) for day in range(1, 8) for hour in range(24)
    ]
    for cell in report.cells:
        own = events.get((cell.weekday, cell.hour), [])
        assert (cell.pageviews, cell.visitors, cell.hours) == (
            sum(item.kind == "pageview" for item in own),
            len({item.visitor for item in own}),
            quarters[cell.weekday, cell.hour] / 4,
        )


def check_page_times(con: Connection, query: ReportQuery, oracle: Oracle, page: Page) -> None:
    times: dict[str, list[timedelta | None]] = {}
    for item in matching(query, oracle):
        if item.kind == "pageview":
            times.setdefault(item.path, []).append(time_on_page(item, oracle))
    expected = [page_time(path, spent) for path, spent in times.items()]
    whole = page_time("", [spent for of_page in times.values() for spent in of_page])
    expected.sort(key=lambda row: row.value)
    expected.sort(key=lambda row: getattr(row, page.sort) or 0, reverse=page.order == "desc")
    expected.sort(key=lambda row: getattr(row, page.sort) is None)
    report = engagement.page_times(con, query, page)
    assert list(report.data.rows) == shown(expected, page)
    assert report.pagination.total == len(expected)
    totals = report.data.totals
    assert PageTime("", *(getattr(totals, name) for name in PageTimeTotals.__slots__)) == whole


def time_on_page(view: Event, oracle: Oracle) -> timedelta | None:
    facts = oracle.sessions[view.session]
    if facts.is_bot and not oracle.include_bots:
        return None
    return min((item.ts - view.ts for item in facts.pages if item.ts > view.ts), default=None)


def page_time(path: str, page_times: list[timedelta | None]) -> PageTime:
    microseconds = [time // timedelta(microseconds=1) for time in page_times if time is not None]
    if not microseconds:
        return PageTime(path, len(page_times), 0, None, None)
    count = len(microseconds)
    mean_tenths = (2 * sum(microseconds) + count * 100_000) // (2 * count * 100_000)
    median_tenths = (median_low(microseconds) + 50_000) // 100_000
    return PageTime(path, len(page_times), count, mean_tenths / 10, median_tenths / 10)


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
