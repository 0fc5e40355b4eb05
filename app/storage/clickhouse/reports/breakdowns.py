"""Breakdowns of ClickHouse by one dimension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import MetricsReport
from app.storage.answers.breakdowns import ValueRow, ValuesBefore, metrics_report
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import (
    Scope,
    run,
    scope,
    search_condition,
    sessions_with,
    value_expression,
)
from app.storage.connection import statement
from app.storage.fragments.values import is_one_of


def metrics(con: ClickHouse, query: ReportQuery, breakdown: MetricsQuery) -> MetricsReport:
    """Return one page of a breakdown."""
    rows = _rows(con, scope(con, query), breakdown)
    # A page behind the last one has no row that says how many there are.
    counted = rows
    if not rows and breakdown.offset:
        counted = _rows(con, scope(con, query), replace(breakdown, limit=1, offset=0))
    return _report(con, query, breakdown, rows, counted)


def first_rows(con: ClickHouse, query: ReportQuery, breakdowns: Sequence[MetricsQuery]) -> tuple[MetricsReport, ...]:
    """Return the first pages of several different breakdowns, as from `metrics`, with one limit and no search.

    They are in descending order of visitors or pageviews.
    """
    if not breakdowns:
        return ()
    window = scope(con, query)
    rows: list[list[ValueRow]] = [[] for _ in breakdowns]
    for table, read in (("events", _first_of_events), ("sessions", _first_of_sessions)):
        chosen = {number: one for number, one in enumerate(breakdowns) if one.dimension.table == table}
        for number, row in read(con, window, chosen) if chosen else ():
            rows[number].append(row)
    return tuple(_report(con, query, *both, both[1]) for both in zip(breakdowns, rows, strict=True))


def _first_of_events(
    con: ClickHouse, window: Scope, breakdowns: Mapping[int, MetricsQuery]
) -> list[tuple[int, ValueRow]]:
    """Return the first rows of breakdowns by what events say, by their number.

    Which values are shown needs no sessions; then the sessions of these alone are counted, by the place of each value.
    """
    names = [f"value_{number}" for number in breakdowns]
    all_bits = 2 ** len(names) - 1
    slots = {
        **window.slots,
        "values": ", ".join(f"{value_expression(one.dimension)} AS value_{n}" for n, one in breakdowns.items()),
        "names": ", ".join(names),
        "sets": ", ".join(f"({name})" for name in names),
        "groupings": ", ".join(str(all_bits - 2**bit) for bit in reversed(range(len(names)))),
        "numbers": ", ".join(map(str, breakdowns)),
        "by_pageviews": _by_pageviews(breakdowns),
    }
    limit = next(iter(breakdowns.values())).limit
    seen = run(con, "breakdowns/first_values", slots, window.values | {"limit": limit})
    means = _means_of_values(con, window, breakdowns, [(number, hashed) for number, hashed, *_ in seen])
    return [
        (number, (value, visitors, pageviews, *means.get(place, (0, 0)), total))
        for place, (number, _, value, visitors, pageviews, total) in enumerate(seen, start=1)
    ]


def _means_of_values(
    con: ClickHouse, window: Scope, breakdowns: Mapping[int, MetricsQuery], shown: Sequence[tuple[int, int]]
) -> dict[int, tuple[int, int]]:
    """Return bounce rate and duration of the sessions of some values, in tenths, by the place of the value, from 1.

    shown: number of the breakdown and hash of the value, with those of a breakdown in a row. Hashes keep a request with
    a hundred long addresses within what ClickHouse takes as a parameter.
    """
    values, places, lists = dict(window.values), {}, []
    aggregates = {"matching": "countIf(e.matches)"}
    for number in dict.fromkeys(number for number, _ in shown):
        dimension, name = breakdowns[number].dimension, f"place_{number}"
        mine = [place for place, (other, _) in enumerate(shown, start=1) if other == number]
        values[f"shown_{number}"] = [shown[place - 1][1] for place in mine]
        hashed = f"reinterpretAsInt64(sipHash64({value_expression(dimension)}))"
        places[name] = f"transform({hashed}, $shown_{number}, range({mine[0]}, {mine[-1] + 1}), 0)"
        if dimension.name == "page":  # it counts the sessions that entered there
            aggregates[f"{name}_entered"] = f"argMinIf(e.{name}, (e.ts, e.writer, e.seq), e.kind = 'pageview')"
            lists.append(f"[{name}_entered]")
        else:
            aggregates[f"{name}_seen"] = f"groupUniqArrayIf(e.{name}, e.matches)"
            lists.append(f"{name}_seen")
    if not shown:
        return {}
    all_sessions = sessions_with({"matches": window.slots["events"]}, aggregates, places)
    slots = {**window.slots, "all_sessions": all_sessions, "places": f"arrayConcat({', '.join(lists)})"}
    rows = run(con, "breakdowns/means_of_values", slots, values)
    return {place: (bounce_rate, duration) for place, bounce_rate, duration in rows}


def _first_of_sessions(
    con: ClickHouse, window: Scope, breakdowns: Mapping[int, MetricsQuery]
) -> list[tuple[int, ValueRow]]:
    """Return the first rows of breakdowns by what whole sessions say, by their number."""
    columns = {"matches": window.slots["events"]}
    aggregates = {
        "matching": "countIf(e.matches)",
        "views": "countIf(e.matches AND e.kind = 'pageview')",
    }
    values = [f"({number}, {value_expression(one.dimension)})" for number, one in breakdowns.items()]
    slots = {
        **window.slots,
        "all_sessions": sessions_with(columns, aggregates, {}),
        "values": f"[{', '.join(values)}]",
        "by_pageviews": _by_pageviews(breakdowns),
    }
    limit = next(iter(breakdowns.values())).limit
    rows = run(con, "breakdowns/first_rows", slots, window.values | {"limit": limit})
    return [(row[0], (row[1], row[2], row[3], row[4], row[5], row[6])) for row in rows]


def _by_pageviews(breakdowns: Mapping[int, MetricsQuery]) -> str:
    """Return the condition on column `number` of the breakdowns that are sorted by pageviews."""
    numbers = [str(number) for number, one in breakdowns.items() if one.sort == "pageviews"]
    return f"number IN ({', '.join(numbers)})" if numbers else "false"


def _report(
    con: ClickHouse, query: ReportQuery, breakdown: MetricsQuery, rows: list[ValueRow], counted: list[ValueRow]
) -> MetricsReport:
    """Return a page with its comparison. counted: rows of it or of another page, which say how many there are."""
    before: ValuesBefore = {}
    if query.comparison is not None and rows:
        before = _before(con, query, breakdown.dimension, query.comparison.other, [value for value, *_ in rows])
    return metrics_report(query, breakdown, rows, counted[0][-1] if counted else 0, before)


def _rows(con: ClickHouse, window: Scope, breakdown: MetricsQuery) -> list[ValueRow]:
    dimension = breakdown.dimension
    values = window.values | {"limit": breakdown.limit, "offset": breakdown.offset}
    slots = {
        **window.slots,
        "value_condition": search_condition(con, window, dimension, breakdown.search, values),
        "sort": f"{breakdown.sort} {breakdown.order}",
    }
    name = "breakdowns/rows_of_pages"
    if dimension.name != "page":
        name = "breakdowns/rows"
        slots["dimension_rows"] = _part(f"dimension_rows_from_{dimension.table}", window, dimension)
    return [(row[0], row[1], row[2], row[3], row[4], row[5]) for row in run(con, name, slots, values)]


def _part(name: str, window: Scope, dimension: Dimension) -> str:
    """Return the text of a query to stand inside another, for one dimension."""
    text = statement(f"clickhouse/breakdowns/{name}")
    return text.format(**window.slots, value=value_expression(dimension))


def _before(con: ClickHouse, query: ReportQuery, dimension: Dimension, other: Period, shown: list[str]) -> ValuesBefore:
    """Return visitors and pageviews in the other window of the values shown."""
    window = scope(con, query, other, of_sessions=dimension.table == "sessions")
    name = "seen_from_events" if dimension.table == "events" else "dimension_rows_from_sessions"
    condition = is_one_of("value", shown, window.values)
    slots = {"seen": _part(name, window, dimension), "value_condition": condition}
    rows = run(con, "breakdowns/rows_before", slots, window.values)
    return {value: (visitors, pageviews) for value, visitors, pageviews in rows}
