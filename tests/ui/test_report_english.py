"""Reports without a window write numbers, dates and names as the window does in English."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reports.periods import BucketSize
from app.report import english
from app.report.gather import BREAKDOWNS
from app.report.writing import ReportTexts, Writing
from app.ui import format
from app.ui.printing.report_texts import report_texts
from scripts.country_names import names

WINDOW: Writing = format
PLAIN: Writing = english
COUNTS = st.integers(0, 10**12) | st.sampled_from([9_999, 10_000, 999_949, 999_950, 999_999, 1_500_000])
SHARES = st.integers(0, 1000).map(lambda number: number / 1000)  # as the API rounds them
NAMED = ["(direct)", "(none)", "mobile", "xn--bcher-kva.de", "DE", ""]
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")


@given(COUNTS, COUNTS)
def test_counts_and_their_changes_are_written_alike(current: int, previous: int) -> None:
    assert PLAIN.count(current) == WINDOW.count(current)
    assert PLAIN.exact(current) == WINDOW.exact(current)
    assert PLAIN.change(current, previous) == WINDOW.change(current, previous)
    assert PLAIN.direction(current, previous) == WINDOW.direction(current, previous)


@given(SHARES, SHARES)
def test_shares_are_written_alike(current: float, previous: float) -> None:
    assert PLAIN.share(current) == WINDOW.share(current)
    assert PLAIN.share(current, 1) == WINDOW.share(current, 1)
    assert PLAIN.points(current, previous) == WINDOW.points(current, previous)
    assert PLAIN.as_shown(current) == WINDOW.as_shown(current)


@given(st.floats(0, 10**7), st.integers(0, 2))
def test_means_and_amounts_are_written_alike(value: float, places: int) -> None:
    assert PLAIN.decimal(value, places) == WINDOW.decimal(value, places)
    assert PLAIN.duration(value) == WINDOW.duration(value)


@given(st.integers(0, 4 * 10**9), st.sampled_from(ZONES))
def test_days_and_moments_are_written_alike(since_1970_s: int, zone: str) -> None:
    moment = datetime.fromtimestamp(since_1970_s, UTC)
    assert PLAIN.moment(moment, zone) == WINDOW.moment(moment, zone)
    first = date(moment.year, 1, 30)
    assert PLAIN.day_range(first, moment.date()) == WINDOW.day_range(first, moment.date())


@pytest.mark.parametrize(
    ("label", "size"),
    [("2026-02-10T23:00:00Z", "hour"), ("2026-02-11", "day"), ("2026-02-09", "week"), ("2026-02", "month")],
)
def test_buckets_are_written_alike(label: str, size: BucketSize) -> None:
    for zone in ZONES:
        assert PLAIN.bucket_name(label, size, zone) == WINDOW.bucket_name(label, size, zone)
        for names_day in (False, True):
            plain = PLAIN.bucket_tick(label, size, zone, names_day=names_day)
            assert plain == WINDOW.bucket_tick(label, size, zone, names_day=names_day)


def test_every_country_has_the_name_of_the_window() -> None:
    assert len(names()) > 240
    assert {code: PLAIN.value_name("country", code) for code in names()} == names()


@given(
    st.sampled_from(BREAKDOWNS),
    st.text(max_size=9) | st.sampled_from(NAMED),
)
def test_values_have_the_names_of_the_window(dimension: str, value: str) -> None:
    assert PLAIN.value_name(dimension, value) == WINDOW.value_name(dimension, value)


@pytest.mark.parametrize("dimension", BREAKDOWNS)
def test_dimensions_have_the_names_of_the_window(dimension: str) -> None:
    assert PLAIN.dimension_name(dimension) == WINDOW.dimension_name(dimension)


def test_every_fixed_text_can_be_translated() -> None:
    assert report_texts() == ReportTexts()
