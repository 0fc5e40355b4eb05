"""Breakdowns by one dimension, and several of them in one pass for the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import Metrics, MetricsReport, MetricsRow, OffsetPage, compare_info
from app.storage.connection import Connection, statement
from app.storage.fragments.where import Where, expression, is_one_of, run, search_condition, value_expression, where

# What nearly always stays the same for one visitor, and is kept in sessions too: worth one pass for several of them.
LOOKS = (
    "country",
    "region",
    "city",
    "browser",
    "browser_version",
    "os",
    "os_version",
    "device",
    "language",
    "screen",
)
_FEWEST_LOOKS = 3  # below this the shared pass costs more than one query each

_Row = tuple[Any, ...]  # value, visitors, pageviews, bounce rate and duration in tenths, total
_Before = dict[str, tuple[int, int]]  # visitors and pageviews by value


def metrics(con: Connection, query: ReportQuery, wanted: MetricsQuery) -> MetricsReport:
    """One page of a breakdown."""
    rows = _rows(con, query, wanted)
    if rows or not wanted.offset:
        return _report(con, query, wanted, rows)
    first = _rows(con, query, replace(wanted, limit=1, offset=0))
    return _report(con, query, wanted, [], total=_total(first))


def first_rows(con: Connection, query: ReportQuery, wanted: Sequence[MetricsQuery]) -> tuple[MetricsReport, ...]:
    """The first page of several different breakdowns, each as `metrics` gives it, with one limit and no search."""
    looks = [item for item in wanted if item.dimension.name in LOOKS]
    found = _looks(con, query, looks) if len(looks) >= _FEWEST_LOOKS else {}
    for item in wanted:
        if item.dimension.name not in found:
            found[item.dimension.name] = _rows(con, query, item)
    return tuple(_report(con, query, item, found[item.dimension.name]) for item in wanted)


def _rows(con: Connection, query: ReportQuery, wanted: MetricsQuery) -> list[_Row]:
    window = where(query)
    if wanted.sort == "pageviews" and wanted.dimension.table == "events":
        return _rows_by_pageviews(con, window, wanted)
    return _counted_rows(con, window, wanted, search_condition(wanted.search, window.values))


def _rows_by_pageviews(con: Connection, window: Where, wanted: MetricsQuery) -> list[_Row]:
    """Find the values of the page first: visitors and sessions of these alone are cheap to count."""
    top_values = dict(window.values)
    condition = search_condition(wanted.search, top_values)
    slots = {**window.slots, "value": value_expression(wanted.dimension), "wanted": condition, "sort": _sort(wanted)}
    top = run(con, "reports/breakdowns/top_rows", slots, {**top_values, "limit": wanted.limit, "offset": wanted.offset})
    if not top:
        return []
    condition = is_one_of("value", [value for value, *_ in top], window.values)
    rows = _counted_rows(con, window, replace(wanted, offset=0), condition)
    return [(*row[:-1], _total(top)) for row in rows]


def _counted_rows(con: Connection, window: Where, wanted: MetricsQuery, condition: str) -> list[_Row]:
    slots = {**window.slots, "wanted": condition, "sort": _sort(wanted)}
    name = "reports/breakdowns/rows_of_pages"
    if wanted.dimension.name != "page":
        name = "reports/breakdowns/rows"
        slots["slices"] = _part(_slices_name(window, wanted.dimension), window, wanted.dimension)
    return run(con, name, slots, {**window.values, "limit": wanted.limit, "offset": wanted.offset})


def _slices_name(window: Where, dimension: Dimension) -> str:
    if window.is_filtered:
        return f"reports/breakdowns/dimension_rows_from_{dimension.table}"
    if dimension.table == "sessions":
        return "reports/breakdowns/dimension_rows_from_whole_sessions"
    if dimension.name in LOOKS:
        return "reports/breakdowns/dimension_rows_from_contexts"
    return (
        "reports/breakdowns/dimension_rows_from_referrers"
        if dimension.name == "referrer"
        else "reports/breakdowns/dimension_rows_from_events"
    )


def _part(name: str, window: Where, dimension: Dimension) -> str:
    """The text of `sql/<name>.sql`, a query to stand inside another, for one dimension."""
    return statement(name).format(**window.slots, value=value_expression(dimension))


def _sort(wanted: MetricsQuery) -> str:
    return f"{wanted.sort} {wanted.order}"


def _looks(con: Connection, query: ReportQuery, wanted: Sequence[MetricsQuery]) -> dict[str, list[_Row]]:
    """The first rows of several breakdowns by place and system, by dimension."""
    window = where(query)
    columns = [expression(item.dimension) for item in wanted]
    slots = {
        **window.slots,
        "columns": ", ".join(columns),
        "any_values": ", ".join(f"any_value({column}) AS {column}" for column in columns),
        "numbers": str(list(range(len(columns)))),
        "values": f"[{', '.join(columns)}]",
    }
    parts = statement(
        "reports/breakdowns/context_totals_from_events"
        if window.is_filtered
        else "reports/breakdowns/context_totals_from_whole_sessions"
    ).format(**slots)
    found = run(con, "reports/breakdowns/contexts", {"parts": parts}, {**window.values, "limit": wanted[0].limit})
    rows: dict[str, list[_Row]] = {item.dimension.name: [] for item in wanted}
    for number, *row in found:
        rows[wanted[number].dimension.name].append(tuple(row))
    return rows


def _total(rows: Sequence[_Row]) -> int:
    """How many rows all pages have together: the last column of each row."""
    return int(rows[0][-1]) if rows else 0


def _report(
    con: Connection, query: ReportQuery, wanted: MetricsQuery, rows: list[_Row], total: int | None = None
) -> MetricsReport:
    compared = query.comparison
    before = _before(con, query, wanted.dimension, compared.other, rows) if compared and rows else {}
    total = _total(rows) if total is None else total
    return MetricsReport(
        Metrics(wanted.dimension.name, tuple(_metrics_row(row, before if compared else None) for row in rows)),
        OffsetPage(total, wanted.limit, wanted.offset, wanted.offset + wanted.limit < total),
        compare_info(compared) if compared else None,
    )


def _before(con: Connection, query: ReportQuery, dimension: Dimension, other: Period, rows: list[_Row]) -> _Before:
    """What the values of `rows` had in the other window."""
    window = where(query, other)
    slots = {
        "seen": _part(
            "reports/breakdowns/seen_from_events" if dimension.table == "events" else _slices_name(window, dimension),
            window,
            dimension,
        ),
        "wanted": is_one_of("value", [value for value, *_ in rows], window.values),
    }
    found = run(con, "reports/breakdowns/rows_before", slots, window.values)
    return {value: (visitors, pageviews) for value, visitors, pageviews in found}


def _metrics_row(row: _Row, before: _Before | None) -> MetricsRow:
    value, visitors, pageviews, bounce_tenths, duration_tenths, _ = row
    plain = MetricsRow(value, visitors, pageviews, bounce_tenths / 10, duration_tenths / 10)
    if before is None:
        return plain
    prev_visitors, prev_pageviews = before.get(value, (0, 0))
    delta = visitors - prev_visitors
    return replace(
        plain,
        prev_visitors=prev_visitors,
        prev_pageviews=prev_pageviews,
        delta_visitors_abs=delta,
        delta_visitors_pct=delta / prev_visitors if prev_visitors else 0.0,
    )
