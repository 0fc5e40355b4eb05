"""Heat maps and times on pages, from the numbers that a store has counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from app.domain.ingest.events import unix_us
from app.domain.reports.engagement import (
    CELLS,
    HOURS,
    HeatCell,
    HeatMap,
    PageTime,
    PageTimes,
    PageTimesReport,
    PageTimeTotals,
    seconds_by_cell,
)
from app.domain.reports.periods import OffsetSpan
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.results import OffsetPage

CellRow = tuple[int, int, int, int, int, int]
"""Cell (weekday * 24 + hour, Monday is 0), pageviews, visitors, sessions, custom events, visitors of every hour."""

Times = tuple[int, int, int | None, int | None]
"""Pageviews, those with a time, mean and median time in tenths of a second."""

_MICROSECOND = timedelta(microseconds=1)


def span_values(spans: Sequence[OffsetSpan]) -> dict[str, list[int]]:
    """Return the values that a heat map binds: bounds of the spans (unix time) and their offsets, in microseconds."""
    return {
        "starts": [unix_us(span.start) for span in spans],
        "ends": [unix_us(span.end) for span in spans],
        "offsets": [span.offset // _MICROSECOND for span in spans],
    }


def heat_map_of(query: ReportQuery, spans: Sequence[OffsetSpan], rows: Iterable[CellRow]) -> HeatMap:
    """Return the heat map. spans: of the query's period; rows: of the cells that have events."""
    counts = {cell: numbers for cell, *numbers in rows}
    seconds = seconds_by_cell(spans)
    cells = (_heat_cell(cell, seconds[cell] / 3600, *counts.get(cell, (0, 0, 0, 0, 0))) for cell in range(CELLS))
    return HeatMap(query.period.zone.key, tuple(cells))


def _heat_cell(
    cell: int, hours: float, pageviews: int, visitors: int, sessions: int, events: int, hourly: int
) -> HeatCell:
    return HeatCell(cell // HOURS + 1, cell % HOURS, pageviews, visitors, hours, sessions, events, hourly)


def page_times_report(page: Page, rows: Iterable[tuple[str, Times]], all_pages: Times, total: int) -> PageTimesReport:
    """Return one page of the times on pages. rows: paths with their times; total: rows of all pages."""
    return PageTimesReport(
        PageTimes(
            tuple(PageTime(path, *_in_seconds(times)) for path, times in rows), PageTimeTotals(*_in_seconds(all_pages))
        ),
        OffsetPage.of(total, page.limit, page.offset),
    )


def _in_seconds(times: Times) -> tuple[int, int, float | None, float | None]:
    pageviews, timed, mean_tenths, median_tenths = times
    return pageviews, timed, _seconds(mean_tenths), _seconds(median_tenths)


def _seconds(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
