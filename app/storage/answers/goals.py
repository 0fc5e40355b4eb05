"""Results of goals, from the conversions that a store has counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import UNSET

from app.domain.items.goals import (
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

Counts = Mapping[int | None, GoalCounts]
"""Conversions of one window by bucket, those that have some; None: of the window."""

SessionCounter = Callable[[Period], int]
"""Counts the sessions of a window."""

ConversionCounter = Callable[[Period, Sequence[Goal], Sequence[Bucket]], Sequence[Counts]]
"""Counts the conversions in one window of each of some goals: all of them, and those by bucket."""

NO_CONVERSIONS: Counts = {None: GoalCounts()}


def goal_report(
    query: ReportQuery,
    goal: Goal,
    granularity: Granularity,
    count_sessions: SessionCounter,
    count_conversions: ConversionCounter,
) -> GoalReport:
    """Return the stats of a goal with its series."""
    other = _other(query)
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    steps_before = buckets(other, size, at_most=len(steps))
    sessions, sessions_before = count_sessions(query.period), count_sessions(other)
    now = count_conversions(query.period, [goal], steps)[0] if sessions else NO_CONVERSIONS
    before = count_conversions(other, [goal], steps_before)[0] if sessions_before else NO_CONVERSIONS
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


def goals_report(
    query: ReportQuery, goals: Sequence[Goal], count_sessions: SessionCounter, count_conversions: ConversionCounter
) -> GoalsReport:
    """Return the stats of some goals in their order."""

    def counts(period: Period, sessions: int) -> Sequence[Counts]:
        return count_conversions(period, goals, ()) if sessions and goals else [NO_CONVERSIONS] * len(goals)

    other = _other(query)
    sessions, sessions_before = count_sessions(query.period), count_sessions(other)
    stats = (
        goal_stats(goal, now[None], sessions, before[None], sessions_before)
        for goal, now, before in zip(goals, counts(query.period, sessions), counts(other, sessions_before), strict=True)
    )
    return GoalsReport(tuple(stats), compare_info(query.comparison) if query.comparison else UNSET)


def _other(query: ReportQuery) -> Period:
    return query.comparison.other if query.comparison else query.period.previous()


def _points(
    goal: Goal, counts: Counts, labels: Sequence[str], own_labels: Sequence[str | None] | None = None
) -> tuple[GoalPoint, ...]:
    """Return a point for each label. own_labels: of a comparison's own buckets, shown under the labels of the range."""
    points = []
    for number, label in enumerate(labels):
        count = counts.get(number, GoalCounts())
        money = count.money(goal)
        compare_date = UNSET if own_labels is None else own_labels[number]
        points.append(GoalPoint(label, count.conversions, count.sessions, single(money), money, compare_date))
    return tuple(points)
