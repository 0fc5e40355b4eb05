"""Random visits, and reports of a store about custom events and engagement compared with plain counting."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from statistics import median_low
from typing import Any, TypeAlias, TypeVar, get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.reports.custom_events import EventKey, EventProperties, NumberSummary
from app.domain.reports.engagement import PageTime, PageTimeSort, PageTimeTotals
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period, buckets
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.results import SortOrder
from app.storage.event_store import EventStore
from tests.oracle.counting import Oracle, property_text
from tests.oracle.random_histories import FilterCase, filters, params_of

C = TypeVar("C")
Store: TypeAlias = EventStore[Any, C]

# Clocks change on 29 March in Warsaw, on 5 April in Lord Howe (by half an hour), not at all in the others.
ZONES = ("UTC", "UTC", "Europe/Warsaw", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe")
SPANS = ((0, 0), (0, 0), (0, 1), (1, 0), (1, 9), (2, 0), (0, 9), (8, 1))  # first day, further days


@dataclass(frozen=True)
class VisitCase:
    """Options of several reports; one history has several cases, because storing it takes longest.

    times: sort and order of the times on pages.
    """

    query: ReportQuery
    filter_cases: list[FilterCase]
    names: tuple[str, ...]
    page: Page
    times: tuple[PageTimeSort, SortOrder]


@st.composite
def visit_cases(draw: st.DrawFn) -> VisitCase:
    first, more = draw(st.sampled_from(SPANS))
    day = date(2026, 3, 27) + timedelta(days=first)
    period = Period(day, day + timedelta(days=more), ZoneInfo(draw(st.sampled_from(ZONES))))
    filter_cases = draw(st.just([]) | filters())
    return VisitCase(
        ReportQuery(WebsiteKey(1), period, parse_filters(params_of(filter_cases)), draw(st.booleans())),
        filter_cases,
        draw(st.sampled_from([("buy",), ("buy", " buy"), ("signup",), ("other",)])),
        draw(st.sampled_from([Page(100), Page(100), Page(2, 1), Page(2, 100)])),
        draw(st.tuples(st.sampled_from(get_args(PageTimeSort)), st.sampled_from(get_args(SortOrder)))),
    )


TWO_CASES = st.tuples(visit_cases(), visit_cases())


def check_visits(store: Store[C], con: C, website: WebsiteKey, events: list[Event], case: VisitCase) -> None:
    """Compare the reports about custom events and engagement with those counted from the events of a website."""
    query = replace(case.query, website=website)
    oracle = Oracle(events, case.filter_cases, query.include_bots)
    check_names(store, con, query, oracle, case.page)
    check_series(store, con, query, oracle, case.names)
    check_properties(store, con, query, oracle, case.names)
    check_heat_map(store, con, query, oracle)
    check_page_times(store, con, query, oracle, replace(case.page, sort=case.times[0], order=case.times[1]))


def matching(query: ReportQuery, oracle: Oracle) -> list[Event]:
    return oracle.matching(query.period.utc_start, query.period.utc_end)


def check_names(store: Store[C], con: C, query: ReportQuery, oracle: Oracle, page: Page) -> None:
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
    report = store.custom_events.names(con, query, page)
    rows = [(row.event_name, row.count, row.visitors, row.is_new, row.prev_count) for row in report.data.rows]
    assert rows == shown(expected, page)
    assert report.data.total == report.pagination.total == len(expected)
    assert report.pagination.has_more == (page.offset + page.limit < len(expected))


def shown(rows: list[Any], page: Page) -> list[Any]:
    return rows[page.offset : page.offset + page.limit]


def check_series(store: Store[C], con: C, query: ReportQuery, oracle: Oracle, names: tuple[str, ...]) -> None:
    points = store.custom_events.series(con, query, names, "day").series
    inside = [
        [item for item in oracle.matching(step.start, step.end) if item.kind == "event" and item.event_name in names]
        for step in buckets(query.period, "day")
    ]
    assert [(point.pageviews, point.visitors) for point in points] == [
        (len(events), len({item.visitor for item in events})) for events in inside
    ]


def check_properties(store: Store[C], con: C, query: ReportQuery, oracle: Oracle, names: tuple[str, ...]) -> None:
    events = [item for item in matching(query, oracle) if item.kind == "event" and item.event_name in names]
    texts = Counter(
        (key, text)
        for item in events
        for key in json.loads(item.event_data or "{}")
        if (text := property_text(item, key)) is not None
    )
    report = store.custom_events.properties(con, query, names)
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


def check_heat_map(store: Store[C], con: C, query: ReportQuery, oracle: Oracle) -> None:
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
    report = store.engagement.heat_map(con, query)
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
        assert (cell.sessions, cell.events, cell.hourly_visitors) == (
            len({item.session for item in own}),
            sum(item.kind == "event" for item in own),
            len({(item.ts.astimezone(zone).date(), item.visitor) for item in own}),
        )


def check_page_times(store: Store[C], con: C, query: ReportQuery, oracle: Oracle, page: Page) -> None:
    times: dict[str, list[timedelta | None]] = {}
    for item in matching(query, oracle):
        if item.kind == "pageview":
            times.setdefault(item.path, []).append(time_on_page(item, oracle))
    expected = [page_time(path, spent) for path, spent in times.items()]
    whole = page_time("", [spent for of_page in times.values() for spent in of_page])
    expected.sort(key=lambda row: row.value)
    expected.sort(key=lambda row: getattr(row, page.sort) or 0, reverse=page.order == "desc")
    expected.sort(key=lambda row: getattr(row, page.sort) is None)
    report = store.engagement.page_times(con, query, page)
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
