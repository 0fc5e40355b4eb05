"""Results of a funnel in ClickHouse: the sessions that reached each step.

The walk through a session is an expression on its moments as lists. It works on whole lists, so that its work grows as
they do; a function of a list that looks into another list would have a copy of that one for each element.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from app.domain.items.funnels import Funnel, FunnelResults, Reached, funnel_results, needs
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.where import Scope, run, scope, session_events, visitors_with
from app.storage.connection import statement
from app.storage.fragments.funnels import ANY_TIME_US, MAX_MOMENTS, steps_expression
from app.storage.fragments.matching import rule_condition
from app.storage.fragments.values import Values

_ALL_MOMENTS = 2**31 - 1
_NEVER_US = 2**62
_HITS = "arrayFilter((place, hit) -> bitAnd(hit, need) != 0, arrayEnumerate(times), steps)"


def results(con: ClickHouse, query: ReportQuery, funnel: Funnel) -> FunnelResults:
    """Return the results of a funnel, stored or not."""
    window = scope(con, query)
    values = dict(window.values)
    slots = {**window.slots, "steps": _steps(funnel, window, values)}
    window_us = ANY_TIME_US if funnel.window_seconds is None else funnel.window_seconds * 1_000_000
    values |= {"window_us": window_us, "most_moments": MAX_MOMENTS, "never": _NEVER_US}
    first_step = rule_condition(funnel.steps[0].rule, values, window.letters, EVENT_PAGE)
    slots["entered_events"] = session_events(visitors=visitors_with(window, first_step))
    count = len(funnel.steps)
    moments = _part("hits", **slots)
    if funnel.any_order:
        paths = _paths_in_any_order(con, count, _part("lists", moments=moments), slots, values)
    elif funnel.window_seconds is not None:
        paths = _paths_in_order(count, _part("lists", moments=_part("hits_by_time", hits=moments)))
    else:
        paths = _paths_at_any_pace(count, _part("lists", moments=moments))
        values["most_moments"] = _ALL_MOMENTS
    rows = run(con, "funnels/results", {"paths": paths}, values)
    return funnel_results(funnel, {step: Reached(sessions, mean, median) for step, sessions, mean, median in rows})


def _steps(funnel: Funnel, window: Scope, values: Values) -> str:
    return f"toUInt8({steps_expression(funnel, values, window.letters, EVENT_PAGE, 'UInt8')})"


def _part(name: str, **slots: str | int) -> str:
    return statement(f"clickhouse/funnels/{name}").format(**slots)


def _paths_at_any_pace(count: int, lists: str) -> str:
    rows = _part("first_event", lists=lists)
    for step in range(2, count + 1):
        rows = _part("next_event", rows=rows, step=step, before=step - 1)
    return _part("path_at_any_pace", rows=rows, reached=", ".join(f"reached_{step}" for step in range(1, count + 1)))


def _paths_in_order(count: int, lists: str) -> str:
    ways = "arrayMap(at -> emptyArrayInt64(), times)"
    for bit in reversed(range(count)):
        ways = _part("ways_from_step", bit=bit, next=ways)
    return _part("path_in_order", ways=ways, lists=lists)


def _paths_in_any_order(con: ClickHouse, count: int, lists: str, slots: dict[str, str], values: Values) -> str:
    """Return the query of the paths; the needs of the steps are added to `values`, by rank."""
    masks = [mask for (mask,) in run(con, "funnels/masks", slots, values)]
    rows = lists
    for rank, of_rank in groupby(needs(count, masks), key=attrgetter("rank")):
        own = list(of_rank)
        values |= {f"needs_{rank}": [need.steps for need in own], f"counts_{rank}": [need.count for need in own]}
        rows = _part("rank_reached", rows=rows, rank=rank, hits=_HITS)
        rows = _part("first_rank_reached" if rank == 1 else "ranks_reached", rows=rows, rank=rank, before=rank - 1)
    columns = [f"reached_{rank}" for rank in range(1, count + 1)]
    within = ", ".join(f"arrayMap((at, met) -> met <= at + $window_us, times, {column})" for column in columns)
    return _part("path_in_any_order", rows=rows, reached=", ".join(f"{name}[best]" for name in columns), within=within)
