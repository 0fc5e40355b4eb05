"""The trusted time: which clock jumped, when it is trusted again, and what a slow one may not make old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.clock import (
    MAX_SLOW_SPANS,
    ClockRecord,
    IdleTime,
    SlowSpan,
    deletable_ranges,
    has_jumped,
    look,
    move_deletions,
    new_record,
    observe,
    trust,
)

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
DAY, HOUR, MINUTE, NOTHING = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1), timedelta(0)


def observed(record: ClockRecord, start: datetime, hours: int) -> ClockRecord:
    """The record after `hours` of a clock that stood at `start` and runs on."""
    for hour in range(1, hours + 1):
        record = observe(record, start + hour * HOUR, HOUR)
    return record


@pytest.mark.parametrize("days", [-1.9, 0, 1.9])
def test_a_clock_within_two_days_is_trusted(days: float) -> None:
    record = observe(new_record(NOON), NOON + days * DAY, None)
    assert (record.doubt, record.newest) == (None, NOON + max(days, 0) * DAY)


@pytest.mark.parametrize("days", [-400, -2.1, 2.1, 400])
def test_a_clock_further_away_is_not_trusted(days: float) -> None:
    record = observe(new_record(NOON), NOON + days * DAY, None)
    assert record.doubt is not None
    assert has_jumped(record, NOON + days * DAY, NOTHING)
    assert record.newest == NOON


def test_time_measured_by_the_steady_clock_is_not_taken_for_a_jump() -> None:
    record = observe(new_record(NOON), NOON + 30 * DAY, 30 * DAY)  # the computer slept
    assert (record.doubt, record.newest) == (None, NOON + 30 * DAY)


@pytest.mark.parametrize("days", [-400, 400])
def test_a_clock_that_jumped_is_trusted_after_a_steady_day(days: int) -> None:
    start = NOON + days * DAY
    record = observe(new_record(NOON), start, None)
    assert observed(record, start, 23).doubt is not None
    record = observed(record, start, 24)
    assert (record.doubt, record.newest) == (None, start + DAY)


def test_a_clock_that_jumps_again_begins_its_day_anew() -> None:
    start = NOON + 400 * DAY
    record = observed(observe(new_record(NOON), start, None), start, 20)
    start += 50 * DAY
    record = observe(record, start, HOUR)
    assert observed(record, start, 23).doubt is not None
    assert observed(record, start, 24).doubt is None


def test_a_steady_day_goes_on_after_a_restart() -> None:
    start = NOON + 400 * DAY
    record = observed(observe(new_record(NOON), start, None), start, 10)
    record = observe(record, start + 12 * HOUR, None)
    assert record.doubt is not None
    assert observe(record, start + 25 * HOUR, None).doubt is None


def test_the_trusted_time_runs_on_while_the_clock_is_wrong() -> None:
    start = NOON + 400 * DAY
    record = observed(observe(new_record(NOON), start, None), start, 10)
    assert record.newest == NOON + 10 * HOUR


def test_a_clock_that_is_right_again_is_trusted_at_once() -> None:
    record = observe(new_record(NOON), NOON + 400 * DAY, None)
    record = observe(record, NOON + HOUR, HOUR)
    assert record == ClockRecord(NOON + HOUR, NOON)


def test_deletions_follow_the_clock_by_two_days_a_day() -> None:
    record = trust(observe(new_record(NOON), NOON + 400 * DAY, None), NOON + 400 * DAY)
    now = record.newest
    for day in range(1, 4):
        record = move_deletions(record, now)
        assert record.deletes_at == NOON + day * 2 * DAY
        assert move_deletions(record, now + 20 * HOUR) == record
        now += DAY
    assert move_deletions(new_record(NOON), NOON + DAY).deletes_at == NOON + DAY


def test_deletions_go_back_with_a_clock_that_was_ahead() -> None:
    record = trust(new_record(NOON + 400 * DAY), NOON)
    assert move_deletions(record, NOON).deletes_at == NOON


def test_events_stamped_by_a_slow_clock_are_kept_by_their_time_of_receipt() -> None:
    slow = NOON - 400 * DAY
    record = observed(observe(new_record(NOON), slow, None), slow, 5)
    record = observe(record, NOON + 6 * HOUR, HOUR)
    (span,) = record.slow_spans
    assert span == SlowSpan(slow - DAY, slow + 5 * HOUR + DAY, NOON + 5 * HOUR)
    limit = NOON - 365 * DAY
    assert deletable_ranges(limit, record.slow_spans) == [(None, span.first), (span.last, limit)]
    assert deletable_ranges(NOON + DAY, record.slow_spans) == [(None, NOON + DAY)]


def test_spans_may_overlap_or_reach_beyond_the_limit() -> None:
    def span(first: int, last: int) -> SlowSpan:
        return SlowSpan(NOON + first * DAY, NOON + last * DAY, NOON + 999 * DAY)

    def days(limit: int, *spans: SlowSpan) -> list[tuple[int | None, int]]:
        ranges = deletable_ranges(NOON + limit * DAY, spans)
        return [(None if since is None else (since - NOON).days, (until - NOON).days) for since, until in ranges]

    assert days(9) == [(None, 9)]
    assert days(9, span(4, 6), span(1, 5)) == [(None, 1), (6, 9)]
    assert days(9, span(1, 7), span(2, 3)) == [(None, 1), (7, 9)]
    assert days(9, span(5, 12)) == [(None, 5)]
    assert days(9, span(12, 15)) == [(None, 9)]


def test_a_clock_that_starts_wrong_each_time_does_not_fill_the_record() -> None:
    record = new_record(NOON)
    for start in range(3 * MAX_SLOW_SPANS):
        slow = NOON - (400 + 5 * start) * DAY
        record = observe(observe(record, slow, None), NOON + start * MINUTE, MINUTE)
    assert len(record.slow_spans) <= MAX_SLOW_SPANS
    assert min(span.first for span in record.slow_spans) == slow - DAY
    again = observe(observe(record, slow, None), NOON + 3 * MAX_SLOW_SPANS * MINUTE, MINUTE)
    assert len(again.slow_spans) == len(record.slow_spans)


def idle_after(*looks: tuple[timedelta, timedelta]) -> timedelta:
    """Time that passed for idle sessions after looks at the clock. Each: how far it was set, time that passed since."""
    idle, now = IdleTime(NOON), NOON
    for step, elapsed in looks:
        now += step + elapsed
        idle = look(idle, now, elapsed)
    return idle.now - NOON


@pytest.mark.parametrize("step", [6 * MINUTE, HOUR, 400 * DAY])
def test_idle_time_follows_a_clock_set_ahead_after_thirty_minutes(step: timedelta) -> None:
    minutes = [(NOTHING, MINUTE)]
    assert idle_after((step, MINUTE)) == MINUTE
    assert idle_after((step, MINUTE), *29 * minutes) == 30 * MINUTE
    assert idle_after((step, MINUTE), *30 * minutes) == step + 31 * MINUTE


def test_idle_time_follows_a_clock_set_back_at_once() -> None:
    assert idle_after((-HOUR, MINUTE)) == -HOUR + MINUTE
    assert idle_after((HOUR, MINUTE), (-HOUR, MINUTE)) == 2 * MINUTE
    assert idle_after((HOUR, MINUTE), (-2 * HOUR, MINUTE)) == -HOUR + 2 * MINUTE


def test_idle_time_is_behind_by_all_steps_ahead_of_the_last_thirty_minutes() -> None:
    assert idle_after((HOUR, MINUTE), (HOUR, MINUTE)) == 2 * MINUTE
    assert idle_after((HOUR, MINUTE), (HOUR, MINUTE), (NOTHING, HOUR)) == 3 * HOUR + 2 * MINUTE


def test_idle_time_follows_small_corrections_and_sleep() -> None:
    assert idle_after((4 * MINUTE, MINUTE), (NOTHING, 8 * HOUR)) == 8 * HOUR + 5 * MINUTE
