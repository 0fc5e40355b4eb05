"""Results of a funnel: the sessions that reached each step."""

from __future__ import annotations

from app.domain.funnels import FUNNELS, Funnel, FunnelResults, Reached, funnel_results, needs
from app.domain.reports.query import ReportQuery
from app.storage import items
from app.storage.connection import Connection, statement
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.where import run, where

MAX_MOMENTS = 50_000  # of one session, the first ones: the walk over them cannot be interrupted, some 50 us a moment
_ANY_TIME_US = 2**52  # longer than all time from the first event to the last


def results(con: Connection, query: ReportQuery, funnel_id: str) -> FunnelResults:
    """Return the results of a stored funnel. Raises NotFound."""
    return results_of(con, query, items.require(con, query.website, FUNNELS, funnel_id))


def results_of(con: Connection, query: ReportQuery, funnel: Funnel) -> FunnelResults:
    """Return the results of a funnel, stored or not."""
    window = where(con, query)
    values = dict(window.values)
    conditions = [rule_condition(step.rule, values, window.letters) for step in funnel.steps]
    slots = {
        **window.slots,
        "steps": " + ".join(f"{1 << place} * {condition}::UTINYINT" for place, condition in enumerate(conditions)),
    }
    bounds = {"step_count": len(funnel.steps), "window_us": _ANY_TIME_US, "most_moments": MAX_MOMENTS}
    if funnel.window_seconds is not None:
        bounds["window_us"] = funnel.window_seconds * 1_000_000
    if not funnel.any_order:
        slots |= {"moment": "ts", "path": statement("reports/funnels/steps_in_order")}
        rows = run(con, "reports/funnels/results", slots, values | bounds)
    else:
        masks = [mask for (mask,) in run(con, "reports/funnels/masks", slots, values)]
        all_needs = needs(len(funnel.steps), masks)
        lists = {
            "needs": [need.steps for need in all_needs],
            "counts": [need.count for need in all_needs],
            "ranks": [need.rank for need in all_needs],
        }
        slots |= {"moment": "ts, seq", "path": statement("reports/funnels/steps_in_any_order")}
        rows = run(con, "reports/funnels/results", slots, values | bounds | lists)
    return funnel_results(funnel, {step: Reached(sessions, mean, median) for step, sessions, mean, median in rows})
