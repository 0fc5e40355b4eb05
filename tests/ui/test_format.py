"""Formatting of numbers, dates and names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from app.domain.reports.axes import bucket_end
from app.domain.reports.filters import DIMENSIONS
from app.ui import format


@pytest.fixture
def german() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (9_999, "9,999"),
        (10_000, "10K"),
        (12_480, "12.5K"),
        (999_949, "999.9K"),
        (999_960, "1M"),
        (1_234_567, "1.2M"),
        (3_400_000_000, "3.4B"),
        (-3, "−3"),
        (-12_480, "−12.5K"),
    ],
)
def test_counts_are_grouped_up_to_9999_and_then_shortened(value: float, text: str) -> None:
    assert format.count(value) == text


@given(st.integers(0, 10**12))
def test_a_count_is_never_longer_than_seven_characters(value: int) -> None:
    assert len(format.count(value)) <= 7


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (9.6, "0:10"), (143.4, "2:23"), (3_599, "59:59"), (3_600, "1:00:00"), (-2, "0:00")],
)
def test_durations_show_hours_only_from_an_hour_on(seconds: float, text: str) -> None:
    assert format.duration(seconds) == text


@pytest.mark.parametrize(
    ("current", "previous", "text"),
    [(109, 100, "+9%"), (92, 100, "−8%"), (0, 5, "−100%"), (5, 0, "new"), (0, 0, ""), (7, 7, "0%"), (1001, 1000, "0%")],
)
def test_changes_keep_their_sign_and_new_values_read_new(current: float, previous: float, text: str) -> None:
    assert format.change(current, previous) == text


@pytest.mark.parametrize(
    ("current", "previous", "way"),
    [(2, 1, "up"), (1, 2, "down"), (1, 1, "flat"), (1, 0, "up"), (0, 0, "flat"), (1_001, 1_000, "flat")],
)
def test_a_change_that_rounds_to_zero_has_no_direction(current: float, previous: float, way: str) -> None:
    assert format.direction(current, previous) == way


@pytest.mark.parametrize(
    ("current", "previous", "text"),
    [
        (0.35, 0.32, "+3 pts"),
        (0.31, 0.32, "−1 pt"),
        (0.324, 0.316, "0 pts"),
        (0.325, 0.32, "+1 pt"),  # written 33% and 32%
        (0.05, 0.0, "+5 pts"),
        (0.0, 0.0, "0 pts"),
        (0.0, 1.0, "−100 pts"),
    ],
)
def test_rates_differ_by_points_as_they_are_written(current: float, previous: float, text: str) -> None:
    assert format.points(current, previous) == text


def test_shares_and_percents_have_the_requested_decimals() -> None:
    assert format.share(0.412) == "41%"
    assert format.percent(66.7, 1) == "66.7%"
    assert format.signed_percent(-0.04, 1) == "0.0%"
    assert format.signed_percent(12.34, 1) == "+12.3%"
    assert format.signed(12) == "+12"
    assert format.signed(-3) == "−3"
    assert format.rate(0.44) == "0.4"
    assert format.rate(1_200) == "1,200"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "just now"), (12, "12 s ago"), (75, "1 min ago"), (7_300, "2 h ago"), (200_000, "2 d ago"), (-5, "just now")],
)
def test_ages_use_one_unit(seconds: float, text: str) -> None:
    assert format.age(seconds) == text


def test_spans_use_the_two_largest_units() -> None:
    assert format.span(273_600) == "3 d 4 h"
    assert format.span(302) == "5 min 2 s"
    assert format.span(0) == "0 s"


def test_sizes_are_steps_of_1024() -> None:
    assert format.data_size(1_572_864) == "1.5 MB"


def test_dates_numbers_and_names_are_written_as_the_language_writes_them(german: None) -> None:
    assert format.day(date(2026, 1, 3)) == "3. Jan. 2026"
    assert format.day(date(2026, 1, 3), with_weekday=True) == "Samstag, 3. Jan. 2026"
    assert format.count(12_480) == "12.480"
    assert format.count(1_234_567) == "1,2\N{NO-BREAK SPACE}Mio."
    assert format.exact(1_234_567) == "1.234.567"
    assert format.percent(41.5, 1) == "41,5\N{NO-BREAK SPACE}%"
    assert (format.country_name("DE"), format.language_name("de-AT")) == ("Deutschland", "Deutsch (Österreich)")


def test_ranges_name_the_year_once() -> None:
    assert format.day_range(date(2026, 1, 3), date(2026, 1, 9)) == "Jan 3 – Jan 9, 2026"
    assert format.day_range(date(2025, 12, 30), date(2026, 1, 9)) == "Dec 30, 2025 – Jan 9, 2026"
    assert format.day_range(date(2026, 1, 3), date(2026, 1, 3)) == "Jan 3, 2026"


@pytest.mark.parametrize(
    ("label", "size", "zone", "name", "tick"),
    [
        ("2026-02-10T09:00:00Z", "hour", "Europe/Berlin", "Tuesday, Feb 10, 2026, 10:00 AM", "10 AM"),
        ("2026-02-10T03:00:00Z", "hour", "America/New_York", "Monday, Feb 9, 2026, 10:00 PM", "10 PM"),
        ("2026-02-10", "day", "America/New_York", "Tuesday, Feb 10, 2026", "Feb 10"),
        ("2026-02-09", "week", "Pacific/Auckland", "Week of Feb 9, 2026", "Feb 9"),
        ("2026-02", "month", "America/New_York", "February 2026", "Feb 2026"),
    ],
)
def test_hours_are_local_and_days_never_shift(label: str, size: str, zone: str, name: str, tick: str) -> None:
    assert format.bucket_name(label, size, zone) == name  # type: ignore[arg-type]
    assert format.bucket_tick(label, size, zone) == tick  # type: ignore[arg-type]


def test_a_bucket_ends_with_its_last_day() -> None:
    assert bucket_end("2026-02", "month", "UTC") == date(2026, 2, 28)
    assert bucket_end("2026-02-09", "week", "UTC") == date(2026, 2, 15)
    assert bucket_end("2026-12", "month", "UTC") == date(2026, 12, 31)
    assert bucket_end("2026-02-10T23:30:00Z", "hour", "Asia/Kolkata") == date(2026, 2, 11)


def test_moments_are_shown_in_the_requested_zone() -> None:
    noon = datetime(2026, 2, 10, 12, 0, 5, tzinfo=UTC)
    assert format.moment(noon, "Asia/Tokyo") == "Feb 10, 2026, 9:00 PM"
    assert format.clock(noon, "UTC", with_seconds=True) == "12:00:05 PM"


@pytest.mark.parametrize(
    ("dimension", "value", "name"),
    [
        ("country", "DE", "Germany"),
        ("country", "XX", "XX"),
        ("country", "", ""),
        ("language", "de-AT", "German (Austria)"),
        ("language", "en", "English"),
        ("language", "xx-yy", "xx-yy"),
        ("device", "mobile", "Mobile"),
        ("device", "toaster", "toaster"),
        ("referrer", "(direct)", "Direct"),
        ("utm_source", "(none)", "None"),
        ("city", "", "(empty)"),
        ("page", "/a", "/a"),
        ("hostname", "xn--mller-kva.de", "müller.de"),
        ("referrer", "xn--bcher-kva.example", "bücher.example"),
    ],
)
def test_values_have_display_names(dimension: str, value: str, name: str) -> None:
    assert format.value_name(dimension, value) == name


@given(st.text(max_size=12))
def test_any_value_has_a_name(value: str) -> None:
    for dimension in ("country", "language", "device", "page"):
        assert isinstance(format.value_name(dimension, value), str)


def test_every_dimension_has_a_name() -> None:
    assert all("_" not in format.dimension_name(name) for name in DIMENSIONS)
    assert format.tab_name("page") == "Pages"
    assert format.tab_name("os_version") == "OS version"
