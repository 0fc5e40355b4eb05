"""Attributions, from the conversions that a store has credited to touches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from app.domain.errors import BadRequest
from app.domain.ingest.channels import Channels
from app.domain.items.goals import Goal
from app.domain.reports import attribution as domain
from app.domain.reports.attribution import (
    Attribution,
    AttributionQuery,
    AttributionReport,
    AttributionRow,
    Conversions,
    RevenueReport,
    credited,
    revenue_summary,
)
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import OffsetPage, compare_info

MAX_KEYS = 100_000
"""Different sources (with medium, host and so on) that one report sorts into channel groups."""

Origin = Mapping[str, Any]
"""Source of a touch: the arguments of `Channels.decide`."""

CreditedRow = tuple[str, int, Mapping[str, Decimal], int, int, Any, int]
"""Value, conversions, revenue by currency, sessions, visitors, key with the most conversions, rows of all pages.

The key is an `Origin` when rows are by a part of the source.
"""

TotalsOf = Callable[[Period], Conversions]
"""Returns the totals of the conversions of one window."""


def attribution_report(
    query: ReportQuery,
    options: AttributionQuery,
    goal: Goal,
    channels: Channels,
    totals_of: TotalsOf,
    rows_of: Callable[[AttributionQuery, Conversions], Sequence[CreditedRow]],
) -> AttributionReport:
    """Return one page of rows with the totals. rows_of: returns the rows of a page, given the totals of all."""
    totals = totals_of(query.period)
    credited_rows: Sequence[CreditedRow] = ()
    total = 0
    if totals.conversions:
        credited_rows = rows_of(options, totals)
        # A page behind the last one has no row that says how many there are.
        counted = credited_rows or (rows_of(replace(options, limit=1, offset=0), totals) if options.offset else ())
        total = counted[0][-1] if counted else 0
    rows = tuple(_row(row, options, goal, channels, totals) for row in credited_rows)
    data = Attribution(goal.id, options.model, options.type, rows, totals)
    page = OffsetPage.of(total, options.limit, options.offset)
    if query.comparison is None:
        return AttributionReport(data, page)
    data = replace(data, prev_totals=totals_of(query.comparison.other))
    return AttributionReport(data, page, compare_info(query.comparison))


def revenue_report(query: ReportQuery, options: AttributionQuery, goal: Goal, totals_of: TotalsOf) -> RevenueReport:
    """Return the totals alone, the same under every model."""
    summary = revenue_summary(goal.id, options.model, totals_of(query.period))
    if query.comparison is None:
        return RevenueReport(summary)
    before = totals_of(query.comparison.other)
    summary = replace(
        summary,
        prev_conversions=before.conversions,
        prev_revenue=before.revenue,
        prev_revenue_by_currency=before.revenue_by_currency,
    )
    return RevenueReport(summary, compare_info(query.comparison))


def channel_names(channels: Channels, origins: Sequence[Origin]) -> list[str]:
    """Return the channel group of each origin. Raises BadRequest when there are more than MAX_KEYS."""
    if len(origins) > MAX_KEYS:
        raise BadRequest(f"there are more than {MAX_KEYS:,} different sources; choose a shorter range", field="type")
    return [channels.decide(**origin) for origin in origins]


def _row(
    row: CreditedRow, options: AttributionQuery, goal: Goal, channels: Channels, totals: Conversions
) -> AttributionRow:
    value, count, sums, sessions, visitors, key, _ = row
    conversions = domain.conversions(count, sums, goal.currency, sessions=sessions, visitors=visitors)
    result = credited(value, conversions, totals)
    if options.by == "channel":
        return replace(result, channel=value, channel_group=channels.decide(**key))
    return replace(result, channel_group=value) if options.by == "channel_group" else result
