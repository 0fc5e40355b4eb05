"""Date ranges: presets, the range before and after, and the ranges to compare with."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.domain.reports.presets import PRESETS as PRESETS
from app.domain.reports.presets import DateRange as DateRange
from app.domain.reports.request import CompareMode

Problem = Literal["incomplete", "reversed", "too_long"]

COMPARE_AT_MOST = 2  # maximum length of a comparison, as a multiple of the range
_DAY = timedelta(days=1)


DEFAULT_PRESET = "30d"


@dataclass(frozen=True, slots=True)
class CompareChoice:
    """Comparison of a range. start, end: only with `custom`."""

    mode: CompareMode = "none"
    start: date | None = None
    end: date | None = None


def preset_of(days: DateRange, today: date) -> str:
    """Return the first preset that equals this range today, empty when none does."""
    return next((name for name, make in PRESETS.items() if make(today) == days), "")


def length(days: DateRange) -> int:
    return (days[1] - days[0]).days + 1


def shifted(days: DateRange, steps: int) -> DateRange:
    """Move a range by its own length, or by months when it consists of calendar months. steps: negative goes back."""
    start, end = days
    if _is_months(days):
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        first = _month_start(start, steps * months)
        return first, _month_start(first, months) - _DAY
    by = timedelta(days=length(days) * steps)
    return start + by, end + by


def can_go_forward(days: DateRange, today: date) -> bool:
    """True when the next range ends today or earlier."""
    return shifted(days, 1)[1] <= today


def compared_days(days: DateRange, choice: CompareChoice) -> DateRange | None:
    """Return the range to compare with. None without comparison, or while a custom one is incomplete."""
    if choice.mode == "previous_period":
        by = timedelta(days=length(days))
        return days[0] - by, days[1] - by
    if choice.mode == "previous_year":
        return _year_before(days[0]), _year_before(days[1])
    if choice.mode == "custom" and choice.start is not None and choice.end is not None:
        return choice.start, choice.end
    return None


def problem_of(days: DateRange, choice: CompareChoice) -> Problem | None:
    """Return the problem of a custom comparison, None when it is valid."""
    if choice.mode != "custom":
        return None
    if choice.start is None or choice.end is None:
        return "incomplete"
    if choice.end < choice.start:
        return "reversed"
    return "too_long" if length((choice.start, choice.end)) > COMPARE_AT_MOST * length(days) else None


def _is_months(days: DateRange) -> bool:
    start, end = days
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _month_start(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
