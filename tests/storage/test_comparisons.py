"""Comparisons of days: clock changes, and ranges of unequal length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import BucketSize, Comparison, Period, parse_comparison
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import SeriesReport
from app.storage.connection import Connection
from app.storage.reports import breakdowns, overview
from tests.examples import examples
from tests.histories import empty_database, event, store

BERLIN, UTC_ZONE = ZoneInfo("Europe/Berlin"), ZoneInfo("UTC")


def days(start: str, end: str, zone: ZoneInfo = UTC_ZONE) -> Period:
    return Period(date.fromisoformat(start), date.fromisoformat(end), zone)


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    """One visitor and one pageview at noon UTC of every day from October 2025 to November 2026."""
    con = empty_database()
    first = date(2025, 10, 1)
    store(con, [event(f"{first + timedelta(days=number)} 12:00", number, "/") for number in range(426)])
    yield con
    con.close()


def series(con: Connection, primary: Period, other: Period, size: BucketSize) -> SeriesReport:
    return overview.series(con, ReportQuery(1, primary, comparison=Comparison("custom", primary, other)), size)


def counts(report: SeriesReport) -> list[tuple[str, int, str | None]]:
    """Return label, pageviews and own date of each compared point."""
    compared = report.data.compare_series
    assert compared is not None
    assert [point.date for point in compared] == [point.date for point in report.data.series]
    return [(point.date, point.pageviews, point.compare_date or None) for point in compared]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-02-10", "2026-02-15"),  # just as long as may be: twice three days
        ("2026-02-11", "2026-02-11"),  # inside
        ("2026-02-12", "2026-02-13"),  # over the end
        ("2027-01-01", "2027-01-03"),  # later
        ("2026-02-10", "2026-02-12"),  # the same
    ],
)
def test_custom_days_may_overlap_lie_later_and_have_another_length(start: str, end: str) -> None:
    comparison = parse_comparison("custom", start, end, days("2026-02-10", "2026-02-12"))
    assert comparison is not None
    assert comparison.other == days(start, end)


def test_a_comparison_over_twice_as_long_is_refused() -> None:
    with pytest.raises(BadRequest, match="cannot exceed primary range duration x 2"):
        parse_comparison("custom", "2026-02-10", "2026-02-16", days("2026-02-10", "2026-02-12"))


def test_a_shorter_comparison_is_padded_with_points_without_a_day(con: Connection) -> None:
    report = series(con, days("2026-02-10", "2026-02-13"), days("2026-01-01", "2026-01-02"), "day")
    assert counts(report) == [
        ("2026-02-10", 1, "2026-01-01"),
        ("2026-02-11", 1, "2026-01-02"),
        ("2026-02-12", 0, None),
        ("2026-02-13", 0, None),
    ]


def test_days_of_a_longer_comparison_beyond_the_series_count_only_in_the_totals(
    con: Connection,
) -> None:
    primary, other = days("2026-02-10", "2026-02-11"), days("2026-01-01", "2026-01-04")
    report = series(con, primary, other, "day")
    assert counts(report) == [("2026-02-10", 1, "2026-01-01"), ("2026-02-11", 1, "2026-01-02")]
    stats = overview.stats(con, ReportQuery(1, primary, comparison=Comparison("custom", primary, other))).data
    assert (stats.pageviews, stats.prev_pageviews) == (2, 4)


def test_a_comparison_is_cut_by_the_size_of_the_primary(con: Connection) -> None:
    primary, other = days("2026-01-15", "2026-03-31"), days("2025-10-31", "2026-01-14")
    assert counts(series(con, primary, other, "month")) == [
        ("2026-01", 1, "2025-10"),
        ("2026-02", 30, "2025-11"),
        ("2026-03", 31, "2025-12"),
    ]
    weeks = counts(series(con, days("2026-02-02", "2026-02-15"), days("2026-01-19", "2026-02-01"), "week"))
    assert weeks == [("2026-02-02", 7, "2026-01-19"), ("2026-02-09", 7, "2026-01-26")]


def test_a_day_of_23_hours_compares_with_days_of_24_and_25(con: Connection) -> None:
    spring, autumn = days("2026-03-29", "2026-03-29", BERLIN), days("2026-10-25", "2026-10-25", BERLIN)
    usual = days("2026-03-28", "2026-03-28", BERLIN)
    short = counts(series(con, spring, usual, "hour"))
    assert (len(short), short[0][2], short[-1][2]) == (23, "2026-03-27T23:00:00Z", "2026-03-28T21:00:00Z")
    long = counts(series(con, autumn, usual, "hour"))
    assert (len(long), long[-2][2], long[-1][2]) == (25, "2026-03-28T22:00:00Z", None)
    for points in (short, long):
        assert [pageviews for _, pageviews, own in points if own == "2026-03-28T12:00:00Z"] == [1]
    assert spring.previous() == usual


def test_the_day_before_and_the_year_before_are_days_of_the_zone() -> None:
    spring = days("2026-03-29", "2026-03-30", BERLIN)
    assert (spring.utc_end - spring.utc_start, spring.previous().utc_end) == (timedelta(hours=47), spring.utc_start)
    year_before = spring.previous_year()
    assert year_before == days("2025-03-29", "2025-03-30", BERLIN)
    assert year_before.utc_end - year_before.utc_start == timedelta(hours=47)


def test_a_leap_day_maps_to_the_28th_and_a_range_over_it_gets_shorter() -> None:
    assert days("2024-02-29", "2024-02-29").previous_year() == days("2023-02-28", "2023-02-28")
    assert days("2024-02-28", "2024-02-29").previous_year() == days("2023-02-28", "2023-02-28")
    assert days("2025-02-28", "2025-03-01").previous_year().days == 3


@pytest.mark.parametrize("mode", ["previous_period", "previous_year"])
def test_a_comparison_before_the_first_year_is_empty(con: Connection, mode: str) -> None:
    primary = days("1900-01-01", "1900-01-02")
    comparison = parse_comparison(mode, None, None, primary)
    stats = overview.stats(con, ReportQuery(1, primary, comparison=comparison)).data
    assert (stats.pageviews, stats.prev_pageviews) == (0, 0)


def test_a_new_value_compares_with_zero_and_a_vanished_one_is_not_listed(con: Connection) -> None:
    con.begin()
    try:
        store(con, [event("2026-02-11 10:00", 900, "/new"), event("2026-02-08 10:00", 901, "/gone")])
        primary, other = days("2026-02-10", "2026-02-11"), days("2026-02-08", "2026-02-09")
        query = ReportQuery(1, primary, comparison=Comparison("previous_period", primary, other))
        rows = breakdowns.metrics(con, query, MetricsQuery(dimension=DIMENSIONS["page"], sort="pageviews")).data.rows
    finally:
        con.rollback()
    assert [(row.value, row.prev_visitors, row.prev_pageviews, row.delta_visitors_abs) for row in rows] == [
        ("/", 2, 2, 0),
        ("/new", 0, 0, 1),
    ]
    assert rows[1].delta_visitors_pct == 0.0


ranges = st.tuples(st.integers(0, 400), st.integers(1, 40)).map(
    lambda drawn: (date(2025, 10, 1) + timedelta(days=drawn[0]), drawn[1])
)


@examples(60)
@given(first=ranges, second=ranges, zone=st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns"]))
def test_the_compared_series_is_that_of_its_days_cut_or_padded_to_length(
    con: Connection, first: tuple[date, int], second: tuple[date, int], zone: str
) -> None:
    primary, other = (
        Period(start, start + timedelta(days=length - 1), ZoneInfo(zone)) for start, length in (first, second)
    )
    compared = counts(series(con, primary, other, "day"))
    alone = overview.series(con, ReportQuery(1, other), "day").data.series
    expected = [(point.pageviews, point.date) for point in alone][: len(compared)]
    expected += [(0, "")] * (len(compared) - len(expected))
    assert [(pageviews, own or "") for _, pageviews, own in compared] == expected
