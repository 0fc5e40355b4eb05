"""Breakdowns by one dimension, and several of them in one pass for the overview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from app.domain.reports.filters import Dimension
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import MetricsReport
from app.storage.answers.breakdowns import ValuesBefore, metrics_report
from app.storage.connection import Connection, statement
from app.storage.facts import reading
from app.storage.facts.reading import FactPeriod, fact_period, has_facts, numbers
from app.storage.fragments import session_rows
from app.storage.fragments.values import Values, is_one_of
from app.storage.fragments.where import (
    Where,
    run,
    search_condition,
    value_expression,
    value_letters,
    where,
)

# Columns that make the long texts of a dimension: it is cheaper to group by these, and then by numbers.
_TEXTS = {"page_url": ("origin", "path", "query_and_fragment"), "title": ("title",)}

_Row = tuple[Any, ...]  # as ValueRow


def metrics(con: Connection, query: ReportQuery, breakdown: MetricsQuery) -> MetricsReport:
    """Return one page of a breakdown."""
    rows = _rows(con, query, breakdown)
    if rows or not breakdown.offset:
        return _report(con, query, breakdown, rows)
    first = _rows(con, query, replace(breakdown, limit=1, offset=0))
    return _report(con, query, breakdown, [], total=_total(first))


def first_rows(
    con: Connection, query: ReportQuery, breakdowns: Sequence[MetricsQuery], facts: FactPeriod | None = None
) -> tuple[MetricsReport, ...]:
    """Return the first pages of several different breakdowns, as from `metrics`, with one limit and no search.

    facts: the period of the query as far as it has facts, None to look that up.
    """
    facts = facts or fact_period(con, query, query.period, open_worth=reading.MANY_WORTH)
    if facts is not None:
        known = _first_rows_of_facts(con, facts, [one for one in breakdowns if has_facts(one.dimension)])
        others = {one.dimension.name: _rows(con, query, one) for one in breakdowns if not has_facts(one.dimension)}
        return tuple(_report(con, query, one, (known | others)[one.dimension.name]) for one in breakdowns)
    rows = _shared_rows(con, query, breakdowns)
    for breakdown in breakdowns:
        if breakdown.dimension.name not in rows:
            rows[breakdown.dimension.name] = _rows(con, query, breakdown)
    return tuple(_report(con, query, breakdown, rows[breakdown.dimension.name]) for breakdown in breakdowns)


def _rows(con: Connection, query: ReportQuery, breakdown: MetricsQuery, facts: FactPeriod | None = None) -> list[_Row]:
    """Return one page of rows. facts: the period of the query as far as it has facts, None to look that up."""
    window = where(con, query)
    if has_facts(breakdown.dimension) and (facts := facts or fact_period(con, query, query.period)) is not None:
        return _rows_of_facts(con, facts, window, breakdown)
    if breakdown.sort == "pageviews" and breakdown.dimension.table == "events":
        return _rows_by_pageviews(con, window, breakdown)
    return _counted_rows(con, window, breakdown, _search_condition(con, window, breakdown, window.values))


def _rows_of_facts(con: Connection, facts: FactPeriod, window: Where, breakdown: MetricsQuery) -> list[_Row]:
    text, values = numbers(facts, breakdown.dimension)
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
        text, values = numbers(facts, *(breakdown.dimension for breakdown in breakdowns))
        by_pageviews = str([one.dimension.name for one in breakdowns if one.sort == "pageviews"])
        slots = {"numbers": text, "by_pageviews": by_pageviews}
        for name, *row in run(con, "facts/reading/first_rows", slots, values | {"limit": breakdowns[0].limit}):
            rows[name].append(tuple(row))
    return rows


def _rows_by_pageviews(con: Connection, window: Where, breakdown: MetricsQuery) -> list[_Row]:
    """Find the values of the page first: visitors and sessions of these alone are cheap to count."""
    columns = _TEXTS.get(breakdown.dimension.name)
    top_values = dict(window.values)
    slots = {
        **window.slots,
        "value": value_expression(breakdown.dimension),
        "value_condition": _search_condition(con, window, breakdown, top_values),
        "sort": _sort(breakdown),
    }
    page = {"limit": breakdown.limit, "offset": breakdown.offset}
    if columns is not None:
        slots |= {"columns": ", ".join(columns), "any_values": ", ".join(f"any_value({name})" for name in columns)}
    name = "reports/breakdowns/top_rows" if columns is None else "reports/breakdowns/top_rows_of_texts"
    top = run(con, name, slots, top_values | page)
    if not top:
        return []
    if columns is not None and all(is_single for _, _, is_single, *_ in top):
        return _rows_of_texts(con, window, breakdown, columns, top)
    condition = is_one_of("value", [value for value, *_ in top], window.values)
    rows = _counted_rows(con, window, replace(breakdown, offset=0), condition)
    return [(*row[:-1], _total(top)) for row in rows]


def _rows_of_texts(
    con: Connection, window: Where, breakdown: MetricsQuery, columns: Sequence[str], top: Sequence[_Row]
) -> list[_Row]:
    """Return the rows of some texts, counted by their numbers. top: rows of top_rows_of_texts."""
    parts = {
        **window.slots,
        "columns": ", ".join(columns),
        "texts": ", ".join(f"unnest($texts[{place}]) AS {name}" for place, name in enumerate(columns, 1)),
    }
    slots = {
        "dimension_rows": statement("reports/breakdowns/dimension_rows_of_texts").format(**parts),
        "value_condition": "true",
        "sort": _sort(breakdown),
    }
    texts = [list(column) for column in zip(*(texts for _, _, _, texts, _ in top), strict=True)]
    values = {**window.values, "texts": texts, "limit": breakdown.limit, "offset": 0}
    rows = run(con, "reports/breakdowns/rows", slots, values)
    return [(top[number][0], *row, _total(top)) for number, *row, _ in rows]


def _search_condition(con: Connection, window: Where, breakdown: MetricsQuery, values: Values) -> str:
    return search_condition(breakdown.search, values, value_letters(con, window, breakdown.dimension))


def _counted_rows(con: Connection, window: Where, breakdown: MetricsQuery, condition: str) -> list[_Row]:
    slots = {**window.slots, "value_condition": condition, "sort": _sort(breakdown)}
    name = "reports/breakdowns/rows_of_pages"
    if breakdown.dimension.name != "page":
        name = "reports/breakdowns/rows"
        slots["dimension_rows"] = _dimension_rows(window, breakdown.dimension)
    return run(con, name, slots, {**window.values, "limit": breakdown.limit, "offset": breakdown.offset})


def _dimension_rows(window: Where, dimension: Dimension) -> str:
    """Return the query for the sessions of each value: a cheaper one where their own rows answer."""
    if window.is_from_rows and session_rows.is_told_by_rows(dimension):
        return session_rows.dimension_rows(window, dimension)
    table = "events" if window.is_from_rows else dimension.table
    return _part(f"reports/breakdowns/dimension_rows_from_{table}", window, dimension)


def _part(name: str, window: Where, dimension: Dimension) -> str:
    """Return the text of `sql/<name>.sql`, a query to stand inside another, for one dimension."""
    return statement(name).format(**window.slots, value=value_expression(dimension))


def _sort(breakdown: MetricsQuery) -> str:
    return f"{breakdown.sort} {breakdown.order}"


def _shared_rows(con: Connection, query: ReportQuery, breakdowns: Sequence[MetricsQuery]) -> dict[str, list[_Row]]:
    """Return the first rows of those breakdowns that one statement answers sooner, by name of the dimension."""
    window = where(con, query)
    is_shared = session_rows.is_told_by_rows if window.is_from_rows else session_rows.is_plain_context
    shared = [one for one in breakdowns if is_shared(one.dimension) and (one.sort, one.order) == ("visitors", "desc")]
    fewest = 2 if window.is_from_rows else session_rows.FEWEST_CONTEXTS
    if len(shared) < fewest:
        return {}
    dimensions = [one.dimension for one in shared]
    if window.is_from_rows:
        totals = session_rows.partial_totals(window, dimensions)
    else:
        slots = session_rows.context_slots({number: item.column for number, item in enumerate(dimensions)})
        totals = statement("reports/breakdowns/context_totals_from_events").format(**window.slots, **slots)
    values = {**window.values, "limit": shared[0].limit}
    rows: dict[str, list[_Row]] = {item.name: [] for item in dimensions}
    for number, *row in run(con, "reports/breakdowns/first_rows", {"partial_totals": totals}, values):
        rows[dimensions[number].name].append(tuple(row))
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
        text, bound = numbers(facts, dimension)
        condition = is_one_of("value", [value for value, *_ in rows], bound)
        slots = {"numbers": text, "value_condition": condition}
        counted = run(con, "facts/reading/rows_before", slots, bound)
        return {value: (visitors, pageviews) for value, visitors, pageviews in counted}
    window = where(con, query, other)
    if dimension.table == "events":
        seen = _part("reports/breakdowns/seen_from_events", window, dimension)
    else:
        seen = _dimension_rows(window, dimension)
    slots = {
        "seen": seen,
        "value_condition": is_one_of("value", [value for value, *_ in rows], window.values),
    }
    return {
        value: (visitors, pageviews)
        for value, visitors, pageviews in run(con, "reports/breakdowns/rows_before", slots, window.values)
    }
