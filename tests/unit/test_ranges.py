"""Date ranges of the window: presets, steps, comparisons."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.reports.request import CompareMode
from app.ui.ranges import (
    PRESETS,
    CompareChoice,
    can_go_forward,
    compared_days,
    length,
    preset_of,
    problem_of,
    shifted,
)

TODAY = date(2026, 3, 14)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("name", "start", "end"),
    [
        ("today", "2026-03-14", "2026-03-14"),
        ("yesterday", "2026-03-13", "2026-03-13"),
        ("7d", "2026-03-08", "2026-03-14"),
        ("30d", "2026-02-13", "2026-03-14"),
        ("90d", "2025-12-15", "2026-03-14"),
        ("12m", "2025-03-15", "2026-03-14"),
        ("this_month", "2026-03-01", "2026-03-14"),
        ("last_month", "2026-02-01", "2026-02-28"),
        ("this_year", "2026-01-01", "2026-03-14"),
    ],
)
def test_a_preset_spans_exactly_its_days(name: str, start: str, end: str) -> None:
    assert PRESETS[name](TODAY) == (date.fromisoformat(start), date.fromisoformat(end))


@pytest.mark.parametrize(("name", "days"), [("today", 1), ("7d", 7), ("30d", 30), ("90d", 90), ("12m", 365)])
def test_a_preset_of_n_days_has_n_days(name: str, days: int) -> None:
    assert length(PRESETS[name](TODAY)) == days


def test_a_range_is_named_by_the_first_preset_it_equals() -> None:
    assert preset_of(PRESETS["30d"](TODAY), TODAY) == "30d"
    assert preset_of((TODAY, TODAY), TODAY) == "today"
    assert preset_of((date(2026, 1, 3), date(2026, 1, 9)), TODAY) == ""


@given(start=DAYS, days=st.integers(1, 400), steps=st.integers(-5, 5))
def test_a_step_forward_and_back_returns_to_the_range(start: date, days: int, steps: int) -> None:
    chosen = (start, start + timedelta(days=days - 1))
    assert shifted(shifted(chosen, steps), -steps) == chosen


@given(start=DAYS, days=st.integers(1, 400))
def test_the_range_before_ends_the_day_before_this_one_starts(start: date, days: int) -> None:
    chosen = (start, start + timedelta(days=days - 1))
    before = shifted(chosen, -1)
    assert before[1] == start - timedelta(days=1)
    assert before[0] <= before[1]


def test_whole_months_step_by_months() -> None:
    assert shifted((date(2026, 3, 1), date(2026, 3, 31)), -1) == (date(2026, 2, 1), date(2026, 2, 28))
    assert shifted((date(2026, 1, 1), date(2026, 2, 28)), 1) == (date(2026, 3, 1), date(2026, 4, 30))


@pytest.mark.parametrize(
    ("name", "can"), [("today", False), ("yesterday", True), ("30d", False), ("last_month", False)]
)
def test_stepping_forward_stops_at_today(name: str, can: bool) -> None:
    assert can_go_forward(PRESETS[name](TODAY), TODAY) is can


def test_comparisons_equal_those_of_the_server() -> None:
    days = (date(2026, 2, 10), date(2026, 2, 20))
    assert compared_days(days, CompareChoice("previous_period")) == (date(2026, 1, 30), date(2026, 2, 9))
    assert compared_days((date(2024, 2, 29),) * 2, CompareChoice("previous_year")) == (date(2023, 2, 28),) * 2
    assert compared_days(days, CompareChoice("custom", date(2026, 1, 1), date(2026, 1, 5))) == (
        date(2026, 1, 1),
        date(2026, 1, 5),
    )
    assert compared_days(days, CompareChoice()) is None
    assert compared_days(days, CompareChoice("custom", date(2026, 1, 1))) is None


@pytest.mark.parametrize(
    ("mode", "start", "end", "problem"),
    [
        ("none", None, None, None),
        ("previous_year", None, None, None),
        ("custom", None, None, "incomplete"),
        ("custom", date(2026, 1, 1), None, "incomplete"),
        ("custom", date(2026, 1, 5), date(2026, 1, 1), "reversed"),
        ("custom", date(2026, 1, 1), date(2026, 1, 7), "too_long"),
        ("custom", date(2026, 1, 1), date(2026, 1, 6), None),
    ],
)
def test_an_invalid_custom_comparison_gives_its_reason(
    mode: CompareMode, start: date | None, end: date | None, problem: str | None
) -> None:
    assert problem_of((date(2026, 2, 10), date(2026, 2, 12)), CompareChoice(mode, start, end)) == problem
