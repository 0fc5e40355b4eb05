"""Heat map of the week and times on pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any  # rows of a report: its file lists the columns

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
from app.domain.reports.periods import offset_spans
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.results import OffsetPage
from app.storage.connection import Connection
from app.storage.fragments.where import run, search_condition, where

_MICROSECOND = timedelta(microseconds=1)


def heat_map(con: Connection, query: ReportQuery) -> HeatMap:
    """Return pageviews and visitors by the hour of the week on the clocks of the query's zone."""
    window = where(con, query)
    pieces = offset_spans(query.period)
    values = {
        **window.values,
        "starts": [unix_us(piece.start) for piece in pieces],
        "ends": [unix_us(piece.end) for piece in pieces],
        "offsets": [piece.offset // _MICROSECOND for piece in pieces],
    }
    rows = run(con, "reports/engagement/heat_map", window.slots, values)
    counts = {cell: numbers for cell, *numbers in rows}
    seconds = seconds_by_cell(pieces)
    cells = (_heat_cell(cell, seconds[cell] / 3600, *counts.get(cell, (0, 0, 0, 0, 0))) for cell in range(CELLS))
    return HeatMap(query.period.zone.key, tuple(cells))


def _heat_cell(
    cell: int, hours: float, pageviews: int, visitors: int, sessions: int, events: int, hourly: int
) -> HeatCell:
    return HeatCell(cell // HOURS + 1, cell % HOURS, pageviews, visitors, hours, sessions, events, hourly)


def page_times(con: Connection, query: ReportQuery, page: Page) -> PageTimesReport:
    """Return one page of the times on pages. Sessions of bots have none unless the query includes bots."""
    window = where(con, query)
    values = {**window.values}
    unfiltered = where(con, replace(query, conditions=()))
    until = run(con, "reports/engagement/sessions_last_end", unfiltered.slots, unfiltered.values)[0][0]
    slots = {
        **window.slots,
        "value_condition": search_condition(page.search, values),
        "sort": f"{page.sort} {page.order}",
    }
    values |= {"until": until, "limit": page.limit, "offset": page.offset}
    rows = run(con, "reports/engagement/page_times", slots, values)
    total, *all_pages = rows[0][-5:]
    return PageTimesReport(
        PageTimes(
            tuple(PageTime(row[0], *_times(row[1:5])) for row in rows if row[0] is not None),
            PageTimeTotals(*_times(all_pages)),
        ),
        OffsetPage.of(total, page.limit, page.offset),
    )


def _times(counted: Sequence[Any]) -> tuple[int, int, float | None, float | None]:
    """Return pageviews, those with a time, mean and median in seconds. counted: the same, with times in tenths."""
    pageviews, timed, mean_tenths, median_tenths = counted
    return pageviews, timed, _seconds(mean_tenths), _seconds(median_tenths)


def _seconds(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
