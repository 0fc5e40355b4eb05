"""Results of a funnel in ClickHouse: the sessions that reached each step.

The walk through a session is an expression on its moments as lists. It works on whole lists, so that its work grows as
they do; a function of a list that looks into another list would have a copy of that one for each element.
"""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from app.domain.funnels import Funnel, FunnelResults, Reached, funnel_results, needs
from app.domain.reports.query import ReportQuery
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.matching import EVENT_PAGE
from app.storage.clickhouse.reports.where import Scope, run, scope
from app.storage.connection import statement
from app.storage.fragments.funnels import ANY_TIME_US, MAX_MOMENTS, steps_expression
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
    hits = _part("hits", **slots)
    count = len(funnel.steps)
    if funnel.any_order:
        slots |= {"moments": hits, "path": _path_in_any_order(con, window, count, slots, values)}
    elif funnel.window_seconds is not None:
        slots |= {"moments": _part("hits_by_time", hits=hits), "path": _path_in_order(count)}
    else:
        slots |= {"moments": hits, "path": _path_at_any_pace(count)}
        values["most_moments"] = _ALL_MOMENTS
    rows = run(con, "funnels/results", slots, values)
    return funnel_results(funnel, {step: Reached(sessions, mean, median) for step, sessions, mean, median in rows})


def _steps(funnel: Funnel, window: Scope, values: Values) -> str:
    return f"toUInt8({steps_expression(funnel, values, window.letters, EVENT_PAGE, 'UInt8')})"


def _part(name: str, **slots: str | int) -> str:
    return statement(f"clickhouse/funnels/{name}").format(**slots)


def _path_at_any_pace(count: int) -> str:
    first = "arrayFirst((at, hit) -> bitTest(hit, 0), times, steps) AS reached_1"
    later = [_part("next_event", step=step, before=step - 1, bit=step - 1) for step in range(2, count + 1)]
    return _part("path_at_any_pace", reached=", ".join([first, *later]))


def _path_in_order(count: int) -> str:
    ways = "arrayMap(at -> emptyArrayInt64(), times)"
    for bit in reversed(range(count)):
        ways = _part("ways_from_step", bit=bit, next=ways)
    return _part("path_in_order", ways=ways)


def _path_in_any_order(con: ClickHouse, window: Scope, count: int, slots: dict[str, str], values: Values) -> str:
    """Return the expression of the path; the needs of the steps are added to `values`, by rank."""
    masks = [mask for (mask,) in run(con, "funnels/masks", slots, values)]
    for rank, of_rank in groupby(needs(count, masks), key=attrgetter("rank")):
        own = list(of_rank)
        values |= {f"needs_{rank}": [need.steps for need in own], f"counts_{rank}": [need.count for need in own]}
    ranks = range(1, count + 1)
    reached = []
    for rank in ranks:
        own_time = _part("rank_reached", rank=rank, hits=_HITS)
        later = f"arrayMap((own, before) -> greatest(own, before), {own_time}, reached_{rank - 1})"
        reached.append(f"({own_time if rank == 1 else later} AS reached_{rank})[indexOf(lengths, arrayMax(lengths))]")
    within = (f"arrayMap((at, met) -> met <= at + $window_us, times, reached_{rank})" for rank in ranks)
    return _part("path_in_any_order", reached=", ".join(reached), within=", ".join(within))
