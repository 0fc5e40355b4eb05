"""Breakdowns by one dimension, and several of them in one pass for the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.ingest.events import ClientContext
from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import MetricsReport
from app.storage.answers import ValuesBefore, metrics_report
from app.storage.connection import Connection, statement
from app.storage.facts import reading
from app.storage.facts.reading import FactPeriod, fact_period, has_facts, numbers
from app.storage.fragments.values import Values, is_one_of
from app.storage.fragments.where import Where, expression, run, search_condition, value_expression, value_letters, where

_FEWEST_CONTEXTS = 3  # dimensions of place and device; below this the shared pass costs more than one query each

_Row = tuple[Any, ...]  # as ValueRow


def metrics(con: Connection, query: ReportQuery, breakdown: MetricsQuery) -> MetricsReport:
    """Return one page of a breakdown."""
    rows = _rows(con, query, breakdown)
    if rows or not breakdown.offset:
        return _report(con, query, breakdown, rows)
    first = _rows(con, query, replace(breakdown, limit=1, offset=0))
    return _report(con, query, breakdown, [], total=_total(first))


def first_rows(con: Connection, query: ReportQuery, breakdowns: Sequence[MetricsQuery]) -> tuple[MetricsReport, ...]:
    """Return the first pages of several different breakdowns, as from `metrics`, with one limit and no search."""
    if (facts := fact_period(con, query, query.period, open_worth=reading.MANY_WORTH)) is not None:
        known = _first_rows_of_facts(con, facts, [one for one in breakdowns if has_facts(one.dimension)])
        others = {one.dimension.name: _rows(con, query, one) for one in breakdowns if not has_facts(one.dimension)}
        return tuple(_report(con, query, one, (known | others)[one.dimension.name]) for one in breakdowns)
    contexts = [one for one in breakdowns if _is_context(one.dimension) and _is_column(one.dimension)]
    rows = _context_rows(con, query, contexts) if len(contexts) >= _FEWEST_CONTEXTS else {}
    for breakdown in breakdowns:
        if breakdown.dimension.name not in rows:
            rows[breakdown.dimension.name] = _rows(con, query, breakdown)
    return tuple(_report(con, query, breakdown, rows[breakdown.dimension.name]) for breakdown in breakdowns)


def _is_context(dimension: Dimension) -> bool:
    """Return whether a dimension is a field of `ClientContext`, which visitors and sessions rarely change."""
    return dimension.column in ClientContext.__struct_fields__


def _is_column(dimension: Dimension) -> bool:
    """Return whether the values of a dimension are those of its column."""
    return expression(dimension) == dimension.column


def _rows(con: Connection, query: ReportQuery, breakdown: MetricsQuery, facts: FactPeriod | None = None) -> list[_Row]:
    """Return one page of rows. facts: the period of the query as far as it has facts, None to look that up."""
    window = where(con, query)
    if has_facts(breakdown.dimension) and (facts := facts or fact_period(con, query, query.period)) is not None:
        return _rows_of_facts(con, facts, window, breakdown)
    if breakdown.sort == "pageviews" and breakdown.dimension.table == "events":
        return _rows_by_pageviews(con, window, breakdown)
    return _counted_rows(con, window, breakdown, _search_condition(con, window, breakdown, window.values))


def _rows_of_facts(con: Connection, facts: FactPeriod, window: Where, breakdown: MetricsQuery) -> list[_Row]:
    text, values = numbers(con, facts, breakdown.dimension)
    slots = {
        "numbers": text,
        "value_condition": _search_condition(con, window, breakdown, values),
        "sort": _sort(breakdown),
    }
    return run(con, "facts/reading/rows", slots, values | {"limit": breakdown.limit, "offset": breakdown.offset})


def _first_rows_of_facts(
    con: Connection, facts: FactPeriod, breakdowns: Sequence[MetricsQuery]
) -> dict[str, list[_Row]]:
    """Return the first rows of several breakdowns in one pass, by name of the dimension."""
    rows: dict[str, list[_Row]] = {breakdown.dimension.name: [] for breakdown in breakdowns}
    if breakdowns:
        text, values = numbers(con, facts, *(breakdown.dimension for breakdown in breakdowns))
        by_pageviews = str([one.dimension.name for one in breakdowns if one.sort == "pageviews"])
        slots = {"numbers": text, "by_pageviews": by_pageviews}
        for name, *row in run(con, "facts/reading/first_rows", slots, values | {"limit": breakdowns[0].limit}):
            rows[name].append(tuple(row))
    return rows


def _rows_by_pageviews(con: Connection, window: Where, breakdown: MetricsQuery) -> list[_Row]:
    """Find the values of the page first: visitors and sessions of these alone are cheap to count."""
    top_values = dict(window.values)
    slots = {
        **window.slots,
        "value": value_expression(breakdown.dimension),
        "value_condition": _search_condition(con, window, breakdown, top_values),
        "sort": _sort(breakdown),
    }
    page = {"limit": breakdown.limit, "offset": breakdown.offset}
    top = run(con, "reports/breakdowns/top_rows", slots, top_values | page)
    if not top:
        return []
    condition = is_one_of("value", [value for value, *_ in top], window.values)
    rows = _counted_rows(con, window, replace(breakdown, offset=0), condition)
    return [(*row[:-1], _total(top)) for row in rows]


def _search_condition(con: Connection, window: Where, breakdown: MetricsQuery, values: Values) -> str:
    return search_condition(breakdown.search, values, value_letters(con, window, breakdown.dimension))


def _counted_rows(con: Connection, window: Where, breakdown: MetricsQuery, condition: str) -> list[_Row]:
    slots = {**window.slots, "value_condition": condition, "sort": _sort(breakdown)}
    name = "reports/breakdowns/rows_of_pages"
    if breakdown.dimension.name != "page":
        name = "reports/breakdowns/rows"
        slots["dimension_rows"] = _part(_dimension_rows_name(window, breakdown.dimension), window, breakdown.dimension)
    return run(con, name, slots, {**window.values, "limit": breakdown.limit, "offset": breakdown.offset})


def _dimension_rows_name(window: Where, dimension: Dimension) -> str:
    """Name the statement whose rows are the sessions of each value: without filters there are cheaper ones."""
    if window.is_filtered:
        return f"reports/breakdowns/dimension_rows_from_{dimension.table}"
    if dimension.table == "sessions":
        return "reports/breakdowns/dimension_rows_from_whole_sessions"
    if _is_context(dimension):
        return "reports/breakdowns/dimension_rows_from_contexts"
    return (
        "reports/breakdowns/dimension_rows_from_referrers"
        if dimension.name == "referrer"
        else "reports/breakdowns/dimension_rows_from_events"
    )


def _part(name: str, window: Where, dimension: Dimension) -> str:
    """Return the text of `sql/<name>.sql`, a query to stand inside another, for one dimension."""
    return statement(name).format(**window.slots, value=value_expression(dimension))


def _sort(breakdown: MetricsQuery) -> str:
    return f"{breakdown.sort} {breakdown.order}"


def _context_rows(con: Connection, query: ReportQuery, breakdowns: Sequence[MetricsQuery]) -> dict[str, list[_Row]]:
    """Return the first rows of several breakdowns by place and device, by name of the dimension."""
    window = where(con, query)
    columns = [expression(breakdown.dimension) for breakdown in breakdowns]
    slots = {
        **window.slots,
        "columns": ", ".join(columns),
        "any_values": ", ".join(f"any_value({column}) AS {column}" for column in columns),
        "numbers": str(list(range(len(columns)))),
        "values": f"[{', '.join(columns)}]",
    }
    totals = statement(
        "reports/breakdowns/context_totals_from_events"
        if window.is_filtered
        else "reports/breakdowns/context_totals_from_whole_sessions"
    ).format(**slots)
    values = {**window.values, "limit": breakdowns[0].limit}
    rows: dict[str, list[_Row]] = {breakdown.dimension.name: [] for breakdown in breakdowns}
    for number, *row in run(con, "reports/breakdowns/contexts", {"context_totals": totals}, values):
        rows[breakdowns[number].dimension.name].append(tuple(row))
    return rows


def _total(rows: Sequence[_Row]) -> int:
    """Return the number of rows of all pages together: the last column of each row."""
    return int(rows[0][-1]) if rows else 0


def _report(
    con: Connection, query: ReportQuery, breakdown: MetricsQuery, rows: list[_Row], total: int | None = None
) -> MetricsReport:
    compared = query.comparison
    before = _before(con, query, breakdown.dimension, compared.other, rows) if compared and rows else {}
    return metrics_report(query, breakdown, rows, _total(rows) if total is None else total, before)


def _before(con: Connection, query: ReportQuery, dimension: Dimension, other: Period, rows: list[_Row]) -> ValuesBefore:
    """Return visitors and pageviews in the other window of the values of `rows`."""
    if has_facts(dimension) and (facts := fact_period(con, query, other)) is not None:
        text, bound = numbers(con, facts, dimension)
        condition = is_one_of("value", [value for value, *_ in rows], bound)
        slots = {"numbers": text, "value_condition": condition}
        counted = run(con, "facts/reading/rows_before", slots, bound)
        return {value: (visitors, pageviews) for value, visitors, pageviews in counted}
    window = where(con, query, other)
    name = "reports/breakdowns/seen_from_events"
    if dimension.table != "events":
        name = _dimension_rows_name(window, dimension)
    slots = {
        "seen": _part(name, window, dimension),
        "value_condition": is_one_of("value", [value for value, *_ in rows], window.values),
    }
    return {
        value: (visitors, pageviews)
        for value, visitors, pageviews in run(con, "reports/breakdowns/rows_before", slots, window.values)
    }
