"""Results of a funnel: the sessions that reached each step."""

from __future__ import annotations

from typing import Any  # rows of the statements: their files list the columns

from app.domain.items.funnels import Funnel, FunnelResults, Reached, funnel_results, needs
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection, statement
from app.storage.fragments.funnels import ANY_TIME_US, MAX_MOMENTS, steps_expression
from app.storage.fragments.values import Values
from app.storage.fragments.where import run, where


def results(con: Connection, query: ReportQuery, funnel: Funnel) -> FunnelResults:
    """Return the results of a funnel, stored or not."""
    window = where(con, query)
    values = dict(window.values)
    slots = {**window.slots, "steps": steps_expression(funnel, values, window.letters)}
    if not funnel.any_order and funnel.window_seconds is None:
        rows = run(con, "reports/funnels/results_at_any_pace", slots | _step_slots(len(funnel.steps)), values)
    else:
        rows = _walked(con, funnel, slots, values)
    return funnel_results(funnel, {step: Reached(sessions, mean, median) for step, sessions, mean, median in rows})


def _step_slots(count: int) -> dict[str, str]:
    later, reached = statement("reports/funnels/later_step"), statement("reports/funnels/reached")
    steps = range(1, count + 1)
    return {
        "later_steps": "".join(later.format(step=step, before=step - 1, bit=1 << (step - 1)) for step in steps[1:]),
        "reached": "UNION ALL\n".join(reached.format(step=step) for step in steps),
    }


def _walked(con: Connection, funnel: Funnel, slots: dict[str, str], values: Values) -> list[tuple[Any, ...]]:
    """Return the rows of a funnel whose sessions have to be walked through."""
    bounds = {"step_count": len(funnel.steps), "window_us": ANY_TIME_US, "most_moments": MAX_MOMENTS}
    if funnel.window_seconds is not None:
        bounds["window_us"] = funnel.window_seconds * 1_000_000
    if not funnel.any_order:
        slots |= {"moment": "ts", "path": statement("reports/funnels/steps_in_order")}
        slots |= {"is_walked": "last_second_us > first_us"}
        return run(con, "reports/funnels/results", slots, values | bounds)
    masks = [mask for (mask,) in run(con, "reports/funnels/masks", slots, values)]
    all_needs = needs(len(funnel.steps), masks)
    lists = {
        "needs": [need.steps for need in all_needs],
        "counts": [need.count for need in all_needs],
        "ranks": [need.rank for need in all_needs],
    }
    slots |= {"moment": "ts, seq", "path": statement("reports/funnels/steps_in_any_order")}
    slots |= {"is_walked": "all_steps & 2 = 2"}
    return run(con, "reports/funnels/results", slots, values | bounds | lists)
