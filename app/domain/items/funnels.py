"""Funnels: their steps and rules, and the results of a funnel: sessions that reached each step.

Results are encoded to JSON as they stand; field names are those of the wire.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from msgspec import UNSET, UnsetType

from app.domain.errors import ValidationFailed
from app.domain.ids import new_id
from app.domain.items.goals import MAX_MATCH_LENGTH, MAX_NAME_LENGTH, check_text
from app.domain.items.kind import ItemKind, by_age
from app.domain.reports.matching import MatchOperator, MatchRule, MatchType

MAX_FUNNELS = 20  # of one website
MIN_STEPS, MAX_STEPS = 2, 8
MAX_LABEL_LENGTH = 120
MAX_WINDOW_S = 86_400


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """A step as stored and as clients see it. step_order: position in the funnel, from 1."""

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
        """Rule for the events that are this step."""
        return MatchRule(self.step_type, self.match_value, self.match_operator)


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel as stored and as clients see it.

    any_order: the steps may be taken in any order. window_seconds: longest time for all steps; null: no limit.
    """

    id: str
    website_id: str
    name: str
    any_order: bool
    window_seconds: int | None
    created_at: datetime
    updated_at: datetime
    steps: tuple[FunnelStep, ...] = ()


FUNNELS = ItemKind("funnel", Funnel, MAX_FUNNELS, order=by_age, is_descending=True)


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
    """A step of a new or changed funnel. label: None means match_value."""

    step_type: MatchType
    match_value: str
    match_operator: MatchOperator = "equals"
    label: str | None = None


@dataclass(frozen=True, slots=True)
class FunnelChange:
    """New values of a funnel; None, or UNSET for window_seconds, keeps a value."""

    name: str | None = None
    steps: Sequence[NewStep] | None = None
    any_order: bool | None = None
    window_seconds: int | None | UnsetType = UNSET


def item_of(funnel: Funnel) -> FunnelItem:
    """Return the funnel as it appears in a list."""
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


def new_funnel(funnel_id: str, website_id: str, values: FunnelChange, now: datetime) -> Funnel:
    """Return a new funnel. values: at least name and steps. now: aware. Raises ValidationFailed."""
    return changed(Funnel(funnel_id, website_id, "", False, None, now, now), values, now)


def changed(funnel: Funnel, change: FunnelChange, now: datetime) -> Funnel:
    """Return the funnel with new values; steps are replaced together. Raises ValidationFailed."""
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
    """Raise ValidationFailed for the first value that breaks a rule. Texts are stored as sent, blanks included."""
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
    """A condition on a session that took the first `rank` steps in any order: `count` events match one of `steps`.

    steps: bits of the steps, 1 for the first.
    """

    steps: int
    count: int
    rank: int


def needs(step_count: int, masks: Collection[int]) -> tuple[Need, ...]:
    """Return the conditions for taking the first k steps in any order, each with an event of its own, for every k.

    masks: for each kind of event that occurs, bits of the steps it matches. By Hall's theorem, each step can have an
    event of its own when for each set of steps at least as many events match one of them. Only sets that add something
    are returned: their steps are connected by events that match several, and no larger set is matched by the same
    events.
    """
    conditions = []
    for rank in range(1, step_count + 1):
        last = 1 << (rank - 1)
        largest: dict[frozenset[int], int] = {}
        for steps in range(last, 2 * last):
            if _are_connected(steps, masks):
                matching = frozenset(mask for mask in masks if mask & steps)
                largest[matching] = largest.get(matching, 0) | steps
        conditions += [Need(steps, steps.bit_count(), rank) for steps in largest.values()]
    return tuple(conditions)


def _are_connected(steps: int, masks: Collection[int]) -> bool:
    """Return whether the steps cannot be split into two groups without a mask in `masks` that matches both."""
    group, grown = 0, steps & -steps
    while grown != group:
        group = grown
        for mask in masks:
            if mask & group:
                grown |= mask & steps
    return group == steps


@dataclass(frozen=True, slots=True)
class Reached:
    """Sessions that reached a step, and their seconds since the previous step; None for the first step."""

    sessions: int = 0
    mean_s: float | None = None
    median_s: float | None = None


@dataclass(frozen=True, slots=True)
class FunnelStepResult:
    """Results of one step. Rates are fractions. drop_off: sessions that reached this step and no further one.

    conversion_rate_from_start, _from_previous: share of the sessions at the first and at the previous step. Times: of
    the sessions that reached the step, null when there are none and for the first step.
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
    """Results of a funnel. total_sessions_entered: sessions at the first step."""

    funnel_id: str
    name: str
    total_sessions_entered: int
    final_conversion_rate: float
    steps: tuple[FunnelStepResult, ...]


def funnel_results(funnel: Funnel, reached: Mapping[int, Reached]) -> FunnelResults:
    """Return the results of a funnel. reached: by step_order, only steps that were reached."""
    counts = [reached.get(step.step_order, Reached()).sessions for step in funnel.steps]
    return FunnelResults(
        funnel.id,
        funnel.name,
        counts[0],
        _rate(counts[-1], counts[0]),
        tuple(_step(funnel, place, counts, reached) for place in range(len(counts))),
    )


def _step(funnel: Funnel, place: int, counts: list[int], reached: Mapping[int, Reached]) -> FunnelStepResult:
    step, sessions = funnel.steps[place], counts[place]
    lost = sessions - counts[place + 1] if place + 1 < len(counts) else 0
    times = reached.get(step.step_order, Reached())
    return FunnelStepResult(
        step.step_order,
        step.label,
        sessions,
        lost,
        _rate(lost, sessions),
        _rate(sessions, counts[0]),
        _rate(sessions, counts[place - 1] if place else sessions),
        times.mean_s,
        times.median_s,
    )


def _rate(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
