"""Ranges by name, and as the command line writes them."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import BadRequest
from app.domain.reports.presets import PRESETS, parse_range

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("last-month", date(2026, 2, 1), date(2026, 2, 28)),
        ("Last_Month", date(2026, 2, 1), date(2026, 2, 28)),
        ("7d", date(2026, 3, 8), TODAY),
        ("yesterday", date(2026, 3, 13), date(2026, 3, 13)),
        ("2026-01-05..2026-01-20", date(2026, 1, 5), date(2026, 1, 20)),
        (" 2026-01-05 ", date(2026, 1, 5), date(2026, 1, 5)),
    ],
)
def test_a_period_is_a_preset_or_days(text: str, start: date, end: date) -> None:
    assert parse_range(text, TODAY) == (start, end)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_range_of_the_window_can_be_named(preset: str) -> None:
    assert parse_range(preset.replace("_", "-"), TODAY) == PRESETS[preset](TODAY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("last-decade", "must be one of today, yesterday, 7d"),
        ("", "must be one of"),
        ("2026-02-30", "a day that does not exist"),
        ("2026-02-03..2026-02-01", "ends before it begins"),
        ("2026-1-5", "must be one of"),
    ],
)
def test_another_period_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadRequest, match=reason) as refused:
        parse_range(text, TODAY)
    assert refused.value.field == "period"
