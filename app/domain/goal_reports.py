"""What goals achieved: conversions, the sessions and visitors they happened in, and what they were worth.

Encoded to JSON as they stand; names are those of the wire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from msgspec import UNSET, UnsetType

from app.domain.goals import Goal
from app.domain.reports.money import by_currency, single
from app.domain.reports.periods import BucketSize
from app.domain.reports.results import CompareInfo


@dataclass(frozen=True, slots=True)
class GoalCounts:
    """The conversions of some time. sessions, visitors: distinct ones that converted. revenue: by currency."""

    conversions: int = 0
    sessions: int = 0
    visitors: int = 0
    revenue: Mapping[str, Decimal] | None = None

    def money(self, goal: Goal) -> dict[str, float]:
        """The revenue as on the wire: never empty, so that no revenue is told from no answer."""
        return by_currency(self.revenue or {}, goal.currency)


@dataclass(frozen=True, slots=True)
class GoalStats:
    """What one goal achieved in a window, and in the one it is compared with (`prev_`; null when that has no session).

    conversions: events that match. converting_sessions, converting_visitors: distinct ones among them. total_sessions:
    sessions with an event in the window. conversion_rate: converting_sessions of total_sessions, a fraction, 0.0
    without sessions. trend_pct: change of that rate in percent of the rate before, null when that is 0 or null;
    conversions_trend_pct: the same of the conversions. revenue: null when it is in several currencies.
    """

    goal_id: str
    conversions: int
    converting_sessions: int
    converting_visitors: int
    total_sessions: int
    conversion_rate: float
    revenue: float | None
    revenue_by_currency: dict[str, float]
    prev_conversions: int | None
    prev_converting_sessions: int | None
    prev_conversion_rate: float | None
    prev_revenue: float | None
    prev_revenue_by_currency: dict[str, float] | None
    trend_pct: float | None
    conversions_trend_pct: float | None


@dataclass(frozen=True, slots=True)
class GoalPoint:
    """The conversions of one bucket. date, compare_date: as in `SeriesPoint`; sessions of two buckets count in both."""

    date: str
    conversions: int
    converting_sessions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    compare_date: str | None | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class GoalDetail(GoalStats):
    """Stats of one goal with its series: buckets in order, none missing; compare_series is as long, if there is one."""

    series: tuple[GoalPoint, ...]
    granularity: BucketSize
    compare_series: tuple[GoalPoint, ...] | None
    timezone: str


@dataclass(frozen=True, slots=True)
class GoalReport:
    """The stats of one goal with their comparison."""

    data: GoalDetail
    compare: CompareInfo | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class GoalsReport:
    """The stats of every goal of a website, newest goal first, with their comparison."""

    data: tuple[GoalStats, ...]
    compare: CompareInfo | UnsetType = UNSET


def goal_stats(goal: Goal, now: GoalCounts, sessions: int, before: GoalCounts, sessions_before: int) -> GoalStats:
    """Return the stats of a goal. sessions, sessions_before: all sessions of either window."""
    rate, money = _rate(now, sessions), now.money(goal)
    had, had_rate, had_money = (
        (before, _rate(before, sessions_before), before.money(goal)) if sessions_before else _NONE
    )
    return GoalStats(
        goal.id,
        now.conversions,
        now.sessions,
        now.visitors,
        sessions,
        rate,
        single(money),
        money,
        had.conversions if had else None,
        had.sessions if had else None,
        had_rate,
        single(had_money) if had_money else None,
        had_money,
        _trend(rate, had_rate),
        _trend(now.conversions, had.conversions if had else None),
    )


_NONE = (None, None, None)


def _rate(counts: GoalCounts, sessions: int) -> float:
    return counts.sessions / sessions if sessions else 0.0


def _trend(now: float, before: float | None) -> float | None:
    return 100 * (now - before) / before if before else None
