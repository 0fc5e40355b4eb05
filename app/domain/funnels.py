"""Funnels: their steps and rules, and the results of a funnel: sessions that reached each step.

Results are encoded to JSON as they stand; field names are those of the wire.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec import UNSET, UnsetType

from app.domain.errors import ValidationFailed
from app.domain.goals import MAX_MATCH_LENGTH, MAX_NAME_LENGTH, check_text
from app.domain.ids import new_id
from app.domain.reports.matching import MatchOperator, MatchRule, MatchType

MAX_FUNNELS = 20  # of one website
MIN_STEPS, MAX_STEPS = 2, 8
MAX_LABEL_LENGTH = 120
MAX_WINDOW_S = 86_400


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step as stored and as clients see it. step_order: its place, from 1."""

    id: str
    funnel_id: str
    step_order: int
    step_type: MatchType
    match_value: str
    match_operator: MatchOperator
    label: str
    created_at: datetime

    @property
    def rule(self) -> MatchRule:
        """Which events are this step."""
        return MatchRule(self.step_type, self.match_value, self.match_operator)


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel as stored and as clients see it.

    any_order: the steps may be taken in any order. window_seconds: the longest time all of them may take; null: any.
    """

    id: str
    website_id: str
    name: str
    any_order: bool
    window_seconds: int | None
    created_at: datetime
    updated_at: datetime
    steps: tuple[FunnelStep, ...] = ()


@dataclass(frozen=True, slots=True)
class FunnelItem:
    """A funnel in a list."""

    id: str
    website_id: str
    name: str
    step_count: int
    any_order: bool
    window_seconds: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step to be. label: None is the value to match."""

    step_type: MatchType
    match_value: str
    match_operator: MatchOperator = "equals"
    label: str | None = None


@dataclass(frozen=True, slots=True)
class FunnelChange:
    """New values of a funnel; None, or UNSET for the window, leaves a value as it is."""

    name: str | None = None
    steps: Sequence[NewStep] | None = None
    any_order: bool | None = None
    window_seconds: int | None | UnsetType = UNSET


def item_of(funnel: Funnel) -> FunnelItem:
    return FunnelItem(
        funnel.id,
        funnel.website_id,
        funnel.name,
        len(funnel.steps),
        funnel.any_order,
        funnel.window_seconds,
        funnel.created_at,
        funnel.updated_at,
    )


def new_funnel(funnel_id: str, website_id: str, wanted: FunnelChange, now: datetime) -> Funnel:
    """Return a funnel that keeps to the rules, or raise RuleBroken. wanted has a name and steps. now: aware."""
    return changed(Funnel(funnel_id, website_id, "", False, None, now, now), wanted, now)


def changed(funnel: Funnel, change: FunnelChange, now: datetime) -> Funnel:
    """Return the funnel with new values, or raise RuleBroken. Steps are replaced all together."""
    check(change)
    return replace(
        funnel,
        name=change.name or funnel.name,
        any_order=funnel.any_order if change.any_order is None else change.any_order,
        window_seconds=funnel.window_seconds if change.window_seconds is UNSET else change.window_seconds,
        updated_at=now,
        steps=funnel.steps if change.steps is None else _steps(funnel.id, change.steps, now),
    )


def check(change: FunnelChange) -> None:
    """Raise RuleBroken for the first value that breaks a rule. Texts are kept as they are written, blanks included."""
    if change.name is not None:
        check_text("name", change.name, MAX_NAME_LENGTH)
    if change.steps is not None:
        if not MIN_STEPS <= len(change.steps) <= MAX_STEPS:
            raise ValidationFailed(f"funnels must have between {MIN_STEPS} and {MAX_STEPS} steps", field="steps")
        for step in change.steps:
            check_text("match_value", step.match_value, MAX_MATCH_LENGTH)
            if step.label is not None:
                check_text("label", step.label, MAX_LABEL_LENGTH)
    window_s = change.window_seconds
    if isinstance(window_s, int) and not 1 <= window_s <= MAX_WINDOW_S:
        raise ValidationFailed(f"window_seconds must be between 1 and {MAX_WINDOW_S}", field="window_seconds")


def _steps(funnel_id: str, steps: Sequence[NewStep], now: datetime) -> tuple[FunnelStep, ...]:
    return tuple(
        FunnelStep(
            new_id("fstep"),
            funnel_id,
            place,
            step.step_type,
            step.match_value,
            step.match_operator,
            step.match_value if step.label is None else step.label,
            now,
        )
        for place, step in enumerate(steps, 1)
    )


@dataclass(frozen=True, slots=True)
class Need:
    """What a session that took the first `rank` steps in any order must have: `count` events that match one of `steps`.

    steps: bits of the steps, 1 for the first.
    """

    steps: int
    count: int
    rank: int


def needs(step_count: int, masks: Collection[int]) -> tuple[Need, ...]:
    """What tells that the first k steps were taken in any order, each by an event of its own, for every k.

    masks: for each kind of event that occurs, bits of the steps it matches. By Hall's theorem, events can be shared out
    among steps when for each set of steps at least as many events match one of them. Of the sets only those are asked
    for that say something new: their steps hang together by events that match several, and no larger set of steps is
    matched by the same events.
    """
    found = []
    for rank in range(1, step_count + 1):
        last = 1 << (rank - 1)
        largest: dict[frozenset[int], int] = {}
        for steps in range(last, 2 * last):
            if _hang_together(steps, masks):
                matching = frozenset(mask for mask in masks if mask & steps)
                largest[matching] = largest.get(matching, 0) | steps
        found += [Need(steps, steps.bit_count(), rank) for steps in largest.values()]
    return tuple(found)


def _hang_together(steps: int, masks: Collection[int]) -> bool:
    """Say whether the steps cannot be parted into two groups that no event of `masks` has in common."""
    group, grown = 0, steps & -steps
    while grown != group:
        group = grown
        for mask in masks:
            if mask & group:
                grown |= mask & steps
    return group == steps


@dataclass(frozen=True, slots=True)
class Reached:
    """The sessions that reached a step, and the seconds they took since the step before; None for the first."""

    sessions: int = 0
    mean_s: float | None = None
    median_s: float | None = None


@dataclass(frozen=True, slots=True)
class FunnelStepResult:
    """One step. Rates are fractions. drop_off: of the sessions that reached it, those that went no further.

    conversion_rate_from_start, _from_previous: of those at the first step and at the one before. The times are of the
    sessions that reached the step, null when nobody did and for the first step.
    """

    step_order: int
    label: str
    sessions_reached: int
    drop_off_count: int
    drop_off_rate: float
    conversion_rate_from_start: float
    conversion_rate_from_previous: float
    mean_seconds_from_previous: float | None
    median_seconds_from_previous: float | None


@dataclass(frozen=True, slots=True)
class FunnelResults:
    """How far the sessions of a window came. total_sessions_entered: those at the first step."""

    funnel_id: str
    name: str
    total_sessions_entered: int
    final_conversion_rate: float
    steps: tuple[FunnelStepResult, ...]


def funnel_results(funnel: Funnel, reached: Mapping[int, Reached]) -> FunnelResults:
    """Return the results of a funnel. reached: by step_order, only steps that somebody reached."""
    counts = [reached.get(step.step_order, Reached()).sessions for step in funnel.steps]
    return FunnelResults(
        funnel.id,
        funnel.name,
        counts[0],
        _rate(counts[-1], counts[0]),
        tuple(_step(funnel, place, counts, reached) for place in range(len(counts))),
    )


def _step(funnel: Funnel, place: int, counts: list[int], reached: Mapping[int, Reached]) -> FunnelStepResult:
    step, mine = funnel.steps[place], counts[place]
    lost = mine - counts[place + 1] if place + 1 < len(counts) else 0
    found = reached.get(step.step_order, Reached())
    return FunnelStepResult(
        step.step_order,
        step.label,
        mine,
        lost,
        _rate(lost, mine),
        _rate(mine, counts[0]),
        _rate(mine, counts[place - 1] if place else mine),
        found.mean_s,
        found.median_s,
    )


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
