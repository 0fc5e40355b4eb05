"""Ranges with a name, relative to today, and the words for a range on the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from app.domain.errors import BadRequest

DateRange = tuple[date, date]  # first and last day, both included
Every = Literal["day", "week", "month"]

_DAY = timedelta(days=1)
_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?")


def _last(days: int) -> Callable[[date], DateRange]:
    return lambda today: (today - timedelta(days=days - 1), today)


def _last_month(today: date) -> DateRange:
    end = today.replace(day=1) - _DAY
    return end.replace(day=1), end


# In the order of the keys 1 to 9. A range of n days spans exactly n days, today included.
PRESETS: dict[str, Callable[[date], DateRange]] = {
    "today": _last(1),
    "yesterday": lambda today: (today - _DAY, today - _DAY),
    "7d": _last(7),
    "30d": _last(30),
    "90d": _last(90),
    "12m": _last(365),
    "this_month": lambda today: (today.replace(day=1), today),
    "last_month": _last_month,
    "this_year": lambda today: (today.replace(month=1, day=1), today),
}


def period_before(every: Every, day: date) -> DateRange:
    """Return the last whole period that ends before a day. Weeks begin on Monday."""
    if every == "day":
        return day - _DAY, day - _DAY
    first = day - timedelta(days=day.weekday()) if every == "week" else day.replace(day=1)
    end = first - _DAY
    return (end - 6 * _DAY, end) if every == "week" else (end.replace(day=1), end)


def parse_range(text: str, today: date) -> DateRange:
    """Read `last-month` or another preset, one day, or two as `2026-01-01..2026-01-31`. Raises BadRequest."""
    name = text.strip().lower().replace("-", "_")
    if name in PRESETS:
        return PRESETS[name](today)
    if (days := _DAYS.fullmatch(text.strip())) is None:
        names = ", ".join(preset.replace("_", "-") for preset in PRESETS)
        raise BadRequest(f"The period must be one of {names}, or days such as 2026-01-01..2026-01-31.", field="period")
    try:
        start, end = (date.fromisoformat(day) for day in (days[1], days[2] or days[1]))
    except ValueError as error:
        raise BadRequest(f"The period names a day that does not exist: {text.strip()}.", field="period") from error
    if end < start:
        raise BadRequest("The period ends before it begins.", field="period")
    return start, end
