"""Conversions and revenue of goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from msgspec import UNSET

from app.domain.goals import (
    Goal,
    GoalCounts,
    GoalDetail,
    GoalPoint,
    GoalReport,
    GoalsReport,
    GoalStats,
    goal_stats,
)
from app.domain.reports.money import single
from app.domain.reports.periods import Bucket, Period, bucket_size, buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import compare_info
from app.storage.connection import Connection
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.money import amount_expression, currency_expression
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.values import Values
from app.storage.fragments.where import run, where

_Counts = dict[int | None, GoalCounts]  # by bucket; None: of the window
_NO_CONVERSIONS: _Counts = {None: GoalCounts()}
_NO_TIME_SLOTS: Values = {"start": None, "step_us": 1, "lengths": []}


def report(con: Connection, query: ReportQuery, goal: Goal, granularity: Granularity) -> GoalReport:
    """Return the stats of a goal, stored or not, with its series."""
    other = _other(query)
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    steps_before = buckets(other, size, at_most=len(steps))
    sessions, sessions_before = _sessions(con, query, query.period), _sessions(con, query, other)
    now = _counts(con, query, query.period, goal, steps) if sessions else _NO_CONVERSIONS
    before = _counts(con, query, other, goal, steps_before) if sessions_before else _NO_CONVERSIONS
    stats = goal_stats(goal, now[None], sessions, before[None], sessions_before)
    labels = [step.label for step in steps]
    compared = None
    if query.comparison:
        own_labels = [step.label for step in steps_before]
        compared = _points(goal, before, labels, [*own_labels, *[None] * (len(labels) - len(own_labels))])
    detail = GoalDetail(
        **{name: getattr(stats, name) for name in GoalStats.__slots__},
        series=_points(goal, now, labels),
        granularity=size,
        compare_series=compared,
        timezone=query.period.zone.key,
    )
    return GoalReport(detail, compare_info(query.comparison) if query.comparison else UNSET)


def reports(con: Connection, query: ReportQuery, goals: Sequence[Goal]) -> GoalsReport:
    """Return the stats of these goals in their order."""
    other = _other(query)
    sessions, sessions_before = _sessions(con, query, query.period), _sessions(con, query, other)
    stats = []
    for goal in goals:
        now = _counts(con, query, query.period, goal) if sessions else _NO_CONVERSIONS
        before = _counts(con, query, other, goal) if sessions_before else _NO_CONVERSIONS
        stats.append(goal_stats(goal, now[None], sessions, before[None], sessions_before))
    return GoalsReport(tuple(stats), compare_info(query.comparison) if query.comparison else UNSET)


def _other(query: ReportQuery) -> Period:
    return query.comparison.other if query.comparison else query.period.previous()


def _sessions(con: Connection, query: ReportQuery, period: Period) -> int:
    window = where(con, query, period)
    return int(run(con, "reports/goals/matching_sessions", window.slots, window.values)[0][0])


def _counts(con: Connection, query: ReportQuery, period: Period, goal: Goal, steps: Sequence[Bucket] = ()) -> _Counts:
    """Return the conversions in one window: all of them, and those of each bucket of `steps` that has some."""
    window = where(con, query, period)
    values = dict(window.values)
    time_slots = slot_values(steps) or _NO_TIME_SLOTS
    values |= {"first": time_slots["start"], "step_us": time_slots["step_us"], "lengths": time_slots["lengths"]}
    parts = {
        "is_conversion": rule_condition(goal.rule, values, window.letters),
        "amount": amount_expression(goal, values),
        "currency": currency_expression(goal, values),
    }
    counts = dict(_NO_CONVERSIONS)
    money: dict[int | None, dict[str, Decimal]] = {}
    for bucket, conversions, sessions, visitors, currency, revenue in run(
        con, "reports/goals/conversions", {**window.slots, **parts}, values
    ):
        if currency is None:
            counts[bucket] = GoalCounts(conversions, sessions, visitors)
            continue
        for key in (bucket, None):
            sums = money.setdefault(key, {})
            sums[currency] = sums.get(currency, Decimal()) + revenue
    return {key: replace(count, revenue=money.get(key, {})) for key, count in counts.items()}


def _points(
    goal: Goal, counts: _Counts, labels: Sequence[str], own_labels: Sequence[str | None] | None = None
) -> tuple[GoalPoint, ...]:
    """Return a point for each label. own_labels: of a comparison's own buckets, shown under the labels of the range."""
    points = []
    for number, label in enumerate(labels):
        count = counts.get(number, GoalCounts())
        money = count.money(goal)
        compare_date = UNSET if own_labels is None else own_labels[number]
        points.append(GoalPoint(label, count.conversions, count.sessions, single(money), money, compare_date))
    return tuple(points)
