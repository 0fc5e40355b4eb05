"""Tick positions of the chart axes."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.reports.axes import count_ticks, duration_ticks
from app.domain.reports.periods import BucketSize, Period, buckets
from app.ui.charts.scale import bucket_ticks

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata")
LETTER = 7.0


def text_width(text: str) -> float:
    return LETTER * len(text)


@given(st.integers(0, 10**9))
def test_count_ticks_reach_the_highest_number_in_few_round_steps(highest: int) -> None:
    ticks = count_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= 5
    steps = {later - earlier for earlier, later in zip(ticks, ticks[1:], strict=False)}
    assert len(steps) == 1
    assert str(steps.pop()).rstrip("0") in ("1", "2", "5")


@given(st.floats(0, 10**7))
def test_duration_ticks_reach_the_highest_in_equal_steps_of_a_clock(highest: float) -> None:
    ticks = duration_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest
    assert 2 <= len(ticks) <= 5
    assert {later - earlier for earlier, later in zip(ticks, ticks[1:], strict=False)} == {ticks[1]}
    assert duration_ticks(170) == [0, 60, 120, 180]


@settings(max_examples=60, deadline=None)
@given(
    start=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    days=st.integers(1, 120),
    size=st.sampled_from(["hour", "day", "week", "month"]),
    zone=st.sampled_from(ZONES),
    width=st.integers(120, 2_000),
)
def test_no_two_tick_texts_touch(start: date, days: int, size: BucketSize, zone: str, width: int) -> None:
    period = Period(start, start + timedelta(days=days - 1), ZoneInfo(zone))
    labels = [bucket.label for bucket in buckets(period, size)]
    ticks = bucket_ticks(labels, size, zone, width, text_width)
    assert ticks
    assert all(0 <= at < len(labels) for at, _ in ticks)
    spacing = width / max(1, len(labels) - 1)
    for (at, text), (other, next_text) in zip(ticks, ticks[1:], strict=False):
        assert (other - at) * spacing >= (text_width(text) + text_width(next_text)) / 2


@pytest.mark.parametrize(
    ("size", "first", "days", "texts"),
    [
        ("day", "2026-02-13", 30, ["Feb 16", "Feb 23", "Mar 2", "Mar 9"]),
        ("month", "2025-11-01", 240, ["Nov 2025", "Jan 2026", "Mar 2026", "May 2026"]),
        ("week", "2026-01-05", 90, ["Jan 5", "Jan 19", "Feb 2", "Feb 16", "Mar 2", "Mar 16", "Mar 30"]),
    ],
)
def test_ticks_are_at_natural_positions(size: BucketSize, first: str, days: int, texts: list[str]) -> None:
    start = date.fromisoformat(first)
    labels = [
        bucket.label for bucket in buckets(Period(start, start + timedelta(days=days - 1), ZoneInfo("UTC")), size)
    ]
    assert [text for _, text in bucket_ticks(labels, size, "UTC", 360, text_width)] == texts


def test_hours_show_hours_and_midnight_the_day() -> None:
    period = Period(date(2026, 3, 13), date(2026, 3, 14), ZoneInfo("Europe/Berlin"))
    labels = [bucket.label for bucket in buckets(period, "hour")]
    texts = [text for _, text in bucket_ticks(labels, "hour", "Europe/Berlin", 480, text_width)]
    assert texts == ["Mar 13", "6 AM", "12 PM", "6 PM", "Mar 14", "6 AM", "12 PM", "6 PM"]


def test_no_buckets_have_no_ticks() -> None:
    assert bucket_ticks([], "day", "UTC", 500, text_width) == []
