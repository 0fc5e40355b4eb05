"""Subscriptions: when the next run is, also over clock changes, and which days it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.notifications.subscriptions import Schedule, Subscription, new_subscription, next_run, rescheduled
from app.domain.notifications.targets import Target

MAIL = Target("email", "owner@example.com")
MONDAY = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


def subscription(schedule: Schedule = "weekly", now: datetime = MONDAY, hour: int = 8) -> Subscription:
    return new_subscription("site", None, schedule, "Europe/Berlin", hour, MAIL, now)


@pytest.mark.parametrize(
    ("schedule", "after", "local"),
    [
        ("daily", "2026-03-02T06:30Z", "2026-03-02T08:00"),
        ("daily", "2026-03-02T07:00Z", "2026-03-03T08:00"),  # that time itself is over
        ("weekly", "2026-03-02T07:00Z", "2026-03-09T08:00"),
        ("monthly", "2026-03-01T08:00Z", "2026-04-01T08:00"),
        ("monthly", "2026-12-31T23:30Z", "2027-01-01T08:00"),  # already January there
    ],
)
def test_a_run_is_at_the_hour_of_the_first_day_of_a_period(schedule: Schedule, after: str, local: str) -> None:
    at = next_run(schedule, "Europe/Berlin", 8, datetime.fromisoformat(after))
    assert at.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None) == datetime.fromisoformat(local)


def test_the_local_hour_stays_over_clock_changes() -> None:
    saturday = datetime(2026, 3, 28, 12, tzinfo=UTC)
    assert next_run("daily", "Europe/Berlin", 8, saturday) == datetime(2026, 3, 29, 6, tzinfo=UTC)  # 7 the day before
    assert next_run("daily", "Europe/Berlin", 2, saturday) == datetime(2026, 3, 29, 1, tzinfo=UTC)  # 2 is left out


@given(
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]),
    st.integers(0, 23),
    st.integers(0, 2 * 366 * 1440).map(lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)),
)
def test_each_day_has_one_run(zone: str, hour: int, after: datetime) -> None:
    at = next_run("daily", zone, hour, after)
    following = next_run("daily", zone, hour, at)
    assert after < at <= after + timedelta(hours=26)
    assert following.astimezone(ZoneInfo(zone)).date() == at.astimezone(ZoneInfo(zone)).date() + timedelta(days=1)


def test_a_report_is_about_the_period_that_is_over() -> None:
    at = datetime(2026, 3, 2, 7, tzinfo=UTC)
    assert subscription("daily").period(at) == (date(2026, 3, 1), date(2026, 3, 1))
    assert subscription("weekly").period(at) == (date(2026, 2, 23), date(2026, 3, 1))
    assert subscription("monthly").period(at) == (date(2026, 2, 1), date(2026, 2, 28))


def test_after_a_long_time_without_the_program_there_is_one_run_and_then_the_next() -> None:
    late = MONDAY + timedelta(days=40)
    daily = subscription("daily").after_run(late)
    assert daily.last_run_at == late
    assert late < daily.next_run_at <= late + timedelta(days=1)


def test_only_another_schedule_or_a_new_start_moves_the_next_run() -> None:
    old, later = subscription(), MONDAY + timedelta(days=10)
    assert rescheduled(replace(old, target=Target("email", "b@example.com")), old, later).next_run_at == old.next_run_at
    paused = rescheduled(replace(old, is_active=False), old, later)
    assert paused.next_run_at == old.next_run_at
    assert rescheduled(replace(paused, is_active=True), paused, later).next_run_at > later
    assert rescheduled(replace(old, hour=9), old, MONDAY).next_run_at == old.next_run_at + timedelta(hours=1)
