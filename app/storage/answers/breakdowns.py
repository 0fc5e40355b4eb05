"""Pages of breakdowns, from the rows that a store has counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.results import Metrics, MetricsReport, MetricsRow, OffsetPage, compare_info

ValueRow = tuple[str, int, int, int, int, int]
"""A row of a breakdown: value, visitors, pageviews, bounce rate and duration in tenths, rows of all pages."""

ValuesBefore = Mapping[str, tuple[int, int]]
"""Visitors and pageviews by value in another window."""


def metrics_report(
    query: ReportQuery, breakdown: MetricsQuery, rows: Sequence[ValueRow], total: int, before: ValuesBefore
) -> MetricsReport:
    """Return one page of a breakdown. total: rows of all pages; before: those of `rows` in the comparison."""
    compared = query.comparison
    return MetricsReport(
        Metrics(breakdown.dimension.name, tuple(metrics_row(row, before if compared else None) for row in rows)),
        OffsetPage.of(total, breakdown.limit, breakdown.offset),
        compare_info(compared) if compared else None,
    )


def metrics_row(row: ValueRow, before: ValuesBefore | None) -> MetricsRow:
    """Return a row of a breakdown. before: None without comparison."""
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
