"""Goals: rules for conversions and their value, and the results of a goal: conversions, sessions, visitors, revenue.

Results are encoded to JSON as they stand; field names are those of the wire.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from msgspec import UNSET, UnsetType

from app.domain.errors import ValidationFailed
from app.domain.items.kind import ItemKind, by_age
from app.domain.reports.matching import MatchOperator, MatchRule, MatchType
from app.domain.reports.money import AMOUNT_LIMIT, by_currency, single
from app.domain.reports.periods import BucketSize
from app.domain.reports.results import CompareInfo

ValueMode = Literal["none", "fixed", "event_property"]

MAX_GOALS = 50  # of one website
MAX_NAME_LENGTH = 100
MAX_MATCH_LENGTH = 500
MAX_KEY_LENGTH = 255
MAX_CURRENCY_LENGTH = 8
DEFAULT_CURRENCY = "USD"


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as stored and as clients see it. Every matching event is one conversion.

    value_mode: value of a conversion: none, `fixed_value`, or the number that the event has under `value_property_key`.
    currency: as the owner entered it, never interpreted.
    """

    id: str
    website_id: str
    name: str
    goal_type: MatchType
    match_value: str
    match_operator: MatchOperator
    value_mode: ValueMode
    fixed_value: float | None
    value_property_key: str | None
    currency: str
    created_at: datetime
    updated_at: datetime

    @property
    def rule(self) -> MatchRule:
        """Rule for the events that are conversions."""
        return MatchRule(self.goal_type, self.match_value, self.match_operator)


GOALS = ItemKind("goal", Goal, MAX_GOALS, order=by_age, is_descending=True)


@dataclass(frozen=True, slots=True)
class GoalChange:
    """New values of a goal; None keeps a value."""

    name: str | None = None
    match_value: str | None = None
    match_operator: MatchOperator | None = None
    value_mode: ValueMode | None = None
    fixed_value: float | None = None
    value_property_key: str | None = None
    currency: str | None = None


def new_goal(goal_id: str, website_id: str, goal_type: MatchType, values: GoalChange, now: datetime) -> Goal:
    """Return a new goal. values: at least name and match_value. now: aware. Raises ValidationFailed."""
    plain = Goal(goal_id, website_id, "", goal_type, "", "equals", "none", None, None, DEFAULT_CURRENCY, now, now)
    return changed(plain, values, now)


def changed(goal: Goal, change: GoalChange, now: datetime) -> Goal:
    """Return the goal with new values, without those its value mode does not use. Raises ValidationFailed."""
    mode = change.value_mode or goal.value_mode
    check(change, mode)
    fixed = goal.fixed_value if change.fixed_value is None else change.fixed_value
    return replace(
        goal,
        name=change.name or goal.name,
        match_value=change.match_value or goal.match_value,
        match_operator=change.match_operator or goal.match_operator,
        value_mode=mode,
        fixed_value=fixed if mode == "fixed" else None,
        value_property_key=(change.value_property_key or goal.value_property_key) if mode == "event_property" else None,
        currency=change.currency or goal.currency,
        updated_at=now,
    )


def check(change: GoalChange, mode: ValueMode) -> None:
    """Raise ValidationFailed for the first value that breaks a rule. Texts are stored as sent, blanks included.

    mode: value mode of the goal after the change. A new mode requires its value in the same change.
    """
    if change.name is not None:
        check_text("name", change.name, MAX_NAME_LENGTH)
    if change.match_value is not None:
        check_text("match_value", change.match_value, MAX_MATCH_LENGTH)
    if change.fixed_value is not None and change.fixed_value < 0:
        raise ValidationFailed("fixed_value must be non-negative", field="fixed_value")
    if change.fixed_value is not None and change.fixed_value >= AMOUNT_LIMIT:
        raise ValidationFailed(f"fixed_value must be less than {AMOUNT_LIMIT:,}", field="fixed_value")
    if change.currency is not None and not 0 < len(change.currency.strip()) <= MAX_CURRENCY_LENGTH:
        raise ValidationFailed(f"currency must be between 1 and {MAX_CURRENCY_LENGTH} characters", field="currency")
    if change.value_mode == "fixed" and change.fixed_value is None:
        raise ValidationFailed("fixed_value is required when value_mode=fixed", field="fixed_value")
    if change.value_mode == "event_property" and change.value_property_key is None:
        field = "value_property_key"
        raise ValidationFailed("value_property_key is required when value_mode=event_property", field=field)
    if change.value_property_key is not None and mode == "event_property":
        check_text("value_property_key", change.value_property_key, MAX_KEY_LENGTH)


def check_text(field: str, text: str, longest: int) -> None:
    """Raise ValidationFailed unless `text` has 1 to `longest` characters, not all of them blank."""
    if not text.strip():
        raise ValidationFailed(f"{field} must not be empty", field=field)
    if len(text) > longest:
        raise ValidationFailed(f"{field} must be {longest} characters or fewer", field=field)


@dataclass(frozen=True, slots=True)
class GoalCounts:
    """Conversions of a period. sessions, visitors: distinct ones that converted. revenue: by currency."""

    conversions: int = 0
    sessions: int = 0
    visitors: int = 0
    revenue: Mapping[str, Decimal] | None = None

    def money(self, goal: Goal) -> dict[str, float]:
        """Revenue by currency as on the wire: never empty, since a missing amount would look like a missing reply."""
        return by_currency(self.revenue or {}, goal.currency)


@dataclass(frozen=True, slots=True)
class GoalStats:
    """Results of a goal in a period, and in the period it is compared with (`prev_`; null when that has no session).

    conversions: matching events. converting_sessions, converting_visitors: distinct ones among them. total_sessions:
    sessions with an event in the period. conversion_rate: converting_sessions / total_sessions, a fraction, 0.0 without
    sessions. trend_pct: change of that rate in percent of the previous rate, null when that is 0 or null;
    conversions_trend_pct: the same for conversions. revenue: null when there are several currencies.
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
    """Conversions of one bucket. date, compare_date: as in `SeriesPoint`; a session in two buckets counts in both."""

    date: str
    conversions: int
    converting_sessions: int
    revenue: float | None
    revenue_by_currency: dict[str, float]
    compare_date: str | None | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class GoalDetail(GoalStats):
    """Results of one goal with its series: buckets in order without gaps. compare_series: of the same length."""

    series: tuple[GoalPoint, ...]
    granularity: BucketSize
    compare_series: tuple[GoalPoint, ...] | None
    timezone: str


@dataclass(frozen=True, slots=True)
class GoalReport:
    """Results of one goal with their comparison."""

    data: GoalDetail
    compare: CompareInfo | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class GoalsReport:
    """Results of every goal of a website, newest goal first, with their comparison."""

    data: tuple[GoalStats, ...]
    compare: CompareInfo | UnsetType = UNSET


def goal_stats(goal: Goal, now: GoalCounts, sessions: int, before: GoalCounts, sessions_before: int) -> GoalStats:
    """Return the results of a goal. sessions, sessions_before: all sessions of the two periods."""
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
