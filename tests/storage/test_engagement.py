"""Engagement: the heat map where clocks change, and the times on pages of small histories."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.reports.engagement import HeatCell, PageTimeTotals, parse_page_times
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.reports import engagement
from tests.histories import event, f1, store, utc


def ask(first: str, last: str, zone: str = "UTC", **more: Any) -> ReportQuery:
    return ReportQuery(1, Period(date.fromisoformat(first), date.fromisoformat(last), ZoneInfo(zone)), **more)


def busy(con: Connection, query: ReportQuery) -> list[tuple[int, int, int, int]]:
    """Weekday, hour, pageviews and visitors of the cells that are not empty."""
    cells = engagement.heat_map(con, query).cells
    return [(cell.weekday, cell.hour, cell.pageviews, cell.visitors) for cell in cells if cell.visitors]


def hours(con: Connection, query: ReportQuery) -> dict[tuple[int, int], float]:
    return {(cell.weekday, cell.hour): cell.hours for cell in engagement.heat_map(con, query).cells}


def test_the_first_history_falls_on_a_sunday_and_a_monday(con: Connection) -> None:
    store(con, f1())
    assert busy(con, ask("2026-03-01", "2026-03-02")) == [(1, 9, 0, 1), (1, 12, 1, 1), (7, 10, 2, 1), (7, 11, 1, 1)]
    assert busy(con, ask("2026-03-01", "2026-03-02", "America/Los_Angeles")) == [
        (1, 1, 0, 1),
        (1, 4, 1, 1),
        (7, 2, 2, 1),
        (7, 3, 1, 1),
    ]


def test_a_week_has_one_hour_of_each_cell_and_a_day_only_its_own_hours(con: Connection) -> None:
    heat_map = engagement.heat_map(con, ask("2026-03-02", "2026-03-08"))
    assert heat_map.cells[0] == HeatCell(1, 0, 0, 0, 1.0, 0, 0, 0)
    assert [(cell.weekday, cell.hour) for cell in heat_map.cells] == [(d, h) for d in range(1, 8) for h in range(24)]
    assert {cell.hours for cell in heat_map.cells} == {1.0}
    day = hours(con, ask("2026-03-04", "2026-03-04"))
    assert sum(day.values()) == 24
    assert day[3, 0] == 1
    year = hours(con, ask("2025-01-01", "2025-12-31", "Europe/Warsaw"))
    assert (sum(year.values()), year[3, 12], year[4, 12]) == (365 * 24, 53, 52)


@pytest.mark.parametrize(
    ("day", "zone", "hour", "spent"),
    [
        ("2026-03-29", "Europe/Warsaw", 2, 0),
        ("2026-10-25", "Europe/Warsaw", 2, 2),
        ("2026-04-05", "Australia/Lord_Howe", 1, 1.5),
        ("2026-10-04", "Australia/Lord_Howe", 2, 0.5),
        ("2026-01-01", "Asia/Kathmandu", 2, 1),
    ],
)
def test_clock_changes_lose_no_event_of_a_cell(con: Connection, day: str, zone: str, hour: int, spent: float) -> None:
    first = utc(f"{day} 00:00") - timedelta(days=1)
    store(con, [event(first + timedelta(minutes=15 * step), step, "/") for step in range(4 * 72)])
    query = ask(day, day, zone)
    weekday = date.fromisoformat(day).isoweekday()
    cells = {cell.hour: cell for cell in engagement.heat_map(con, query).cells if cell.weekday == weekday}
    assert (cells[hour].hours, cells[hour].pageviews, cells[hour].visitors) == (spent, 4 * spent, 4 * spent)
    length = (query.period.utc_end - query.period.utc_start) / timedelta(hours=1)
    assert sum(cell.hours for cell in cells.values()) == length
    assert sum(cell.pageviews for cell in cells.values()) == 4 * length


def test_a_visitor_counts_once_in_a_cell_however_many_weeks_there_are(con: Connection) -> None:
    store(con, [event(f"2026-03-{day:02} 10:30", 1, "/") for day in (2, 9, 16)])
    assert busy(con, ask("2026-03-01", "2026-03-31")) == [(1, 10, 3, 1)]


def test_a_range_of_centuries_is_supported(con: Connection) -> None:
    store(con, f1())
    assert sum(pageviews for *_, pageviews, _ in busy(con, ask("1900-01-01", "2999-12-31", "Europe/Warsaw"))) == 4
    assert busy(con, ask("1950-01-01", "1950-12-31")) == []


def times(con: Connection, query: ReportQuery, **params: str) -> list[tuple[str, int, int, float | None, float | None]]:
    rows = engagement.page_times(con, query, parse_page_times(params)).data.rows
    return [
        (row.value, row.pageviews, row.timed_pageviews, row.avg_time_seconds, row.median_time_seconds) for row in rows
    ]


def test_the_time_on_a_page_lasts_until_the_next_pageview_despite_events(con: Connection) -> None:
    store(con, f1())
    assert times(con, ask("2026-03-01", "2026-03-02")) == [("/a", 2, 1, 120.0, 120.0), ("/b", 2, 0, None, None)]


def test_bots_have_times_only_when_they_are_included(con: Connection) -> None:
    store(con, f1())
    assert times(con, ask("2026-03-02", "2026-03-02")) == [("/b", 1, 0, None, None)]
    both = ask("2026-03-02", "2026-03-02", include_bots=True)
    assert times(con, both) == [("/a", 1, 1, 10.0, 10.0), ("/b", 1, 0, None, None)]


def test_a_page_left_after_the_range_keeps_its_whole_time(con: Connection) -> None:
    store(con, [event("2026-03-01 23:59", 1, "/a"), event("2026-03-02 00:20", 1, "/b")])
    assert times(con, ask("2026-03-01", "2026-03-01")) == [("/a", 1, 1, 1260.0, 1260.0)]
    assert times(con, ask("2026-03-02", "2026-03-02")) == [("/b", 1, 0, None, None)]


def test_a_new_session_ends_no_page_of_the_one_before(con: Connection) -> None:
    store(con, [event("2026-03-01 10:00", 1, "/a"), event("2026-03-01 10:30", 1, "/b")])
    assert times(con, ask("2026-03-01", "2026-03-01")) == [("/a", 1, 0, None, None), ("/b", 1, 0, None, None)]


def test_pageviews_of_one_moment_end_together(con: Connection) -> None:
    store(con, [*(event("2026-03-01 10:00", 1, "/a") for _ in range(3)), event("2026-03-01 10:01", 1, "/b")])
    assert times(con, ask("2026-03-01", "2026-03-01")) == [("/a", 3, 3, 60.0, 60.0), ("/b", 1, 0, None, None)]


def test_means_and_medians_differ_and_unknown_ones_sort_last(con: Connection) -> None:
    begin = datetime(2026, 3, 1, 10, tzinfo=UTC)
    history = []
    for visitor, seconds in enumerate((10, 20, 600)):
        history += [event(begin, visitor, "/a"), event(begin + timedelta(seconds=seconds), visitor, "/z")]
    history += [event(begin, 9, "/b"), event(begin + timedelta(seconds=100.25), 9, "/z")]
    store(con, history)
    query = ask("2026-03-01", "2026-03-01")
    a, b, z = ("/a", 3, 3, 210.0, 20.0), ("/b", 1, 1, 100.3, 100.3), ("/z", 4, 0, None, None)
    assert times(con, query) == [z, a, b]
    assert times(con, query, sort="avg_time_seconds") == [a, b, z]
    assert times(con, query, sort="median_time_seconds") == [b, a, z]
    assert times(con, query, sort="avg_time_seconds", order="asc") == [b, a, z]
    assert times(con, query, search="B") == [b]
    page = engagement.page_times(con, query, parse_page_times({"offset": "9"}))
    assert (page.data.rows, page.pagination.total) == ((), 3)
    assert page.data.totals == PageTimeTotals(8, 4, 182.6, 20.0)
    searched = engagement.page_times(con, query, parse_page_times({"search": "z"}))
    assert (searched.pagination.total, searched.data.totals) == (1, page.data.totals)


def test_without_events_the_reports_are_empty(con: Connection) -> None:
    query = ask("2026-03-01", "2026-03-01")
    assert busy(con, query) == []
    report = engagement.page_times(con, query, parse_page_times({}))
    assert (report.pagination.total, report.data.totals) == (0, PageTimeTotals(0, 0, None, None))


def test_a_cell_counts_the_sessions_of_a_visitor_and_the_custom_events_apart(con: Connection) -> None:
    history = [event(f"2026-03-0{day} 10:{minute}", 1, "/") for day, minute in ((2, "00"), (2, "20"), (9, "10"))]
    history.append(event("2026-03-02 10:21", 1, "/", kind="event", event_name="signup"))
    store(con, history)
    (cell,) = [cell for cell in engagement.heat_map(con, ask("2026-03-01", "2026-03-31")).cells if cell.visitors]
    assert (cell.pageviews, cell.visitors, cell.sessions, cell.events, cell.hourly_visitors) == (3, 1, 2, 1, 2)
