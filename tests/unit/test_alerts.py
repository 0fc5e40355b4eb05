"""Alerts: which numbers make one fire, what is told once, and quiet hours."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import BadRequest
from app.domain.notifications.alerts import (
    Alert,
    Condition,
    Firing,
    Metric,
    QuietHours,
    checked_alert,
    judge,
    judge_silence,
)
from app.domain.notifications.targets import Target

TODAY = date(2026, 3, 10)
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def alert(condition: Condition = "spike", threshold: float = 2, metric: Metric = "pageviews", **values: Any) -> Alert:
    given: dict[str, Any] = {"lookback_days": 3, "goal_id": None, "quiet_hours": None} | values
    return Alert(
        id="alr_1", website_id="site", name="Alert", metric=metric, condition_type=condition, threshold_value=threshold,
        target=Target("email", "owner@example.com"), is_active=True, created_at=NOON, unsubscribe_key="u", **given,
    )  # fmt: skip


def numbers(*values: float) -> dict[date, float]:
    """Numbers of the days up to today, oldest first."""
    return {TODAY - timedelta(days=back): value for back, value in enumerate(reversed(values))}


@pytest.mark.parametrize(
    ("rule", "values", "fires"),
    [
        (alert("spike", 2), (1, 2, 3, 8), True),
        (alert("spike", 8), (1, 2, 3, 8), False),
        (alert("drop", 2), (8, 6, 4, 1), True),
        (alert("drop", 2), (1, 2, 3, 8), False),
        (alert("spike", 1), (2, 2, 2, 9), False),  # no deviation
        (alert("spike", 0, lookback_days=1), (1, 2, 3, 8), False),
        (alert("spike", 1), (6, 9), True),  # days without a number are 0
        (alert("threshold_above", 8), (8,), True),
        (alert("threshold_above", 8), (7,), False),
        (alert("threshold_below", 8), (8,), True),
        (alert("threshold_below", 8), (9,), False),
        (alert("threshold_below", 0), (), True),
        (alert("goal_reached", 0, "conversions", goal_id="g"), (0,), False),
        (alert("goal_reached", 0, "conversions", goal_id="g"), (1,), True),
    ],
)
def test_a_rule_fires_by_the_numbers_of_the_days(rule: Alert, values: tuple[float, ...], fires: bool) -> None:
    assert (judge(rule, numbers(*values), TODAY) is not None) is fires


def test_a_firing_tells_what_it_compared_with() -> None:
    firing = judge(alert("spike", 2), numbers(1, 2, 3, 8), TODAY)
    assert firing is not None
    assert (firing.cause, firing.current_value, firing.baseline_mean) == ("20260310", 8, 2)
    assert firing.baseline_stddev == pytest.approx(math.sqrt(2 / 3))
    assert firing.z_score == pytest.approx(6 / math.sqrt(2 / 3))
    assert judge(alert("threshold_above", 5), numbers(8), TODAY) == Firing("20260310", 8)


@pytest.mark.parametrize(
    ("condition", "metric", "is_today"),
    [
        ("spike", "visitors", True),
        ("threshold_above", "conversions", True),
        ("goal_reached", "conversions", True),
        ("drop", "visitors", False),
        ("threshold_below", "pageviews", False),
        ("spike", "conversion_rate", False),
        ("threshold_above", "conversion_rate", False),
    ],
)
def test_a_day_that_is_not_over_is_judged_only_where_its_number_can_just_grow(
    condition: Condition, metric: Metric, is_today: bool
) -> None:
    assert (alert(condition, metric=metric).judged_day(TODAY) == TODAY) is is_today


def test_silence_is_measured_from_the_last_event_and_only_while_the_server_listened() -> None:
    rule = alert("no_events", 6)
    long_ago = NOON - timedelta(days=9)
    assert judge_silence(rule, NOON - timedelta(hours=6), long_ago, NOON) == Firing("silent since 20260310T06", 6)
    assert judge_silence(rule, NOON - timedelta(hours=5), long_ago, NOON) is None
    assert judge_silence(rule, NOON - timedelta(hours=20), NOON - timedelta(hours=5), NOON) is None
    assert judge_silence(rule, None, long_ago, NOON) is None  # a website that never had an event


@pytest.mark.parametrize(
    ("now", "released"),
    [
        ("2026-03-10T21:59", "2026-03-10T21:59"),
        ("2026-03-10T22:00", "2026-03-11T07:00"),
        ("2026-03-11T03:00", "2026-03-11T07:00"),
        ("2026-03-11T07:00", "2026-03-11T07:00"),
    ],
)
def test_quiet_hours_put_off_until_their_end(now: str, released: str) -> None:
    zone = ZoneInfo("Asia/Tokyo")
    quiet = QuietHours(time(22), time(7))
    at = datetime.fromisoformat(now).replace(tzinfo=zone)
    assert quiet.release(at.astimezone(UTC), zone) == datetime.fromisoformat(released).replace(tzinfo=zone)


def test_quiet_hours_within_a_day() -> None:
    zone, quiet = ZoneInfo("UTC"), QuietHours(time(9), time(17, 30))
    assert quiet.release(NOON, zone) == NOON.replace(hour=17, minute=30)
    assert quiet.release(NOON.replace(hour=18), zone) == NOON.replace(hour=18)


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        (replace(alert(), name="  "), "name"),
        (replace(alert(), name="a" * 101), "name"),
        (alert(threshold=math.nan), "threshold_value"),
        (alert(threshold=-math.inf), "threshold_value"),
        (alert("no_events", 0), "threshold_value"),
        (alert("goal_reached", 1, "conversions"), "goal_id"),
        (alert("goal_reached", 1, "visitors", goal_id="g"), "metric"),
        (alert("spike", 1, "visitors", goal_id="g"), "goal_id"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(rule: Alert, field: str) -> None:
    with pytest.raises(BadRequest) as caught:
        checked_alert(rule)
    assert caught.value.field == field


def test_a_lookback_is_brought_into_its_bounds() -> None:
    assert checked_alert(alert(lookback_days=0)).lookback_days == 1
    assert checked_alert(alert(lookback_days=99)).lookback_days == 30
