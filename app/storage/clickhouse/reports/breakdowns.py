"""Breakdowns of ClickHouse by one dimension."""

from __future__ import annotations

from collections.abc import Sequence
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
    columns = {"matches": window.slots["events"]}
    aggregates = {
        "matching": "countIf(e.matches)",
        "views": "countIf(e.matches AND e.kind = 'pageview')",
    }
    for number, breakdown in enumerate(breakdowns):
        if breakdown.dimension.table == "events":
            columns[f"value_{number}"] = value_expression(breakdown.dimension)
            aggregates[f"values_{number}"] = (
                f"sumMapIf(map(e.value_{number}, toUInt64(e.kind = 'pageview')), e.matches)"
            )
    by_pageviews = [number for number, breakdown in enumerate(breakdowns) if breakdown.sort == "pageviews"]
    slots = {
        **window.slots,
        "all_sessions": sessions_with(columns, aggregates),
        "values": f"arrayConcat({', '.join(_values(*item) for item in enumerate(breakdowns))})",
        "by_pageviews": f"number IN ({', '.join(map(str, by_pageviews))})" if by_pageviews else "false",
    }
    rows: list[list[ValueRow]] = [[] for _ in breakdowns]
    for number, *row in run(con, "breakdowns/first_rows", slots, window.values | {"limit": breakdowns[0].limit}):
        rows[number].append((row[0], row[1], row[2], row[3], row[4], row[5]))
    return tuple(_report(con, query, *both, both[1]) for both in zip(breakdowns, rows, strict=True))


def _values(number: int, breakdown: MetricsQuery) -> str:
    """Return the list of the values of one session for a breakdown, as `first_rows` takes it."""
    dimension = breakdown.dimension
    if dimension.table == "sessions":
        return f"[({number}, {value_expression(dimension)}, views, true, true)]"
    # A page counts the sessions that entered there.
    counts = "false" if dimension.name == "page" else "true"
    values = f"values_{number}"
    seen = (
        f"arrayMap((value, views) -> ({number}, value, views, true, {counts}), mapKeys({values}), mapValues({values}))"
    )
    if dimension.name != "page":
        return seen
    return f"{seen}, [({number}, if(pageviews > 0, entry_path, ''), toUInt64(0), false, true)]"


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
