"""How far sessions came in a funnel. Encoded to JSON as it stands; names are those of the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.funnels import Funnel


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
