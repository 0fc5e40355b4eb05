"""When people come and how long they stay on pages: the heat map of the week and the times on pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any  # rows of a report: its file says what they hold

from app.domain.ingest.events import unix_us
from app.domain.reports.engagement import (
    CELLS,
    HOURS,
    HeatCell,
    HeatMap,
    PageTime,
    PageTimes,
    PageTimesQuery,
    PageTimesReport,
    seconds_by_cell,
)
from app.domain.reports.periods import stretches
from app.domain.reports.query import ReportQuery
from app.domain.reports.results import OffsetPage
from app.storage.connection import Connection
from app.storage.fragments.where import run, search_condition, where

_MICROSECOND = timedelta(microseconds=1)


def heat_map(con: Connection, query: ReportQuery) -> HeatMap:
    """Pageviews and visitors by the hour of the week, as the clocks of the query's zone showed it."""
    window = where(query)
    pieces = stretches(query.period)
    values = {
        **window.values,
        "starts": [unix_us(piece.start) for piece in pieces],
        "ends": [unix_us(piece.end) for piece in pieces],
        "offsets": [piece.offset // _MICROSECOND for piece in pieces],
    }
    rows = run(con, "reports/engagement/heat_map", window.slots, values)
    counts = {cell: (pageviews, visitors) for cell, pageviews, visitors in rows}
    seconds = seconds_by_cell(pieces)
    cells = (
        HeatCell(cell // HOURS + 1, cell % HOURS, *counts.get(cell, (0, 0)), seconds[cell] / 3600)
        for cell in range(CELLS)
    )
    return HeatMap(query.period.zone.key, tuple(cells))


def page_times(con: Connection, query: ReportQuery, wanted: PageTimesQuery) -> PageTimesReport:
    """One page of the times on pages. Sessions of bots have none unless bots are asked for."""
    found = _page_times(con, query, wanted)
    page = wanted.rows
    first = found
    if not found and page.offset:
        first = _page_times(con, query, replace(wanted, rows=replace(page, limit=1, offset=0)))
    total = first[0][-1] if first else 0
    return PageTimesReport(
        PageTimes(tuple(_page_time(*row[:-1]) for row in found)),
        OffsetPage(total, page.limit, page.offset, page.offset + page.limit < total),
    )


def _page_times(con: Connection, query: ReportQuery, wanted: PageTimesQuery) -> list[tuple[Any, ...]]:
    window = where(query)
    values = {**window.values}
    everything = where(replace(query, conditions=()))
    until = run(con, "reports/engagement/sessions_last_end", everything.slots, everything.values)[0][0]
    slots = {
        **window.slots,
        "wanted": search_condition(wanted.rows.search, values),
        "sort": f"{wanted.sort} {wanted.order}",
    }
    values |= {"until": until, "limit": wanted.rows.limit, "offset": wanted.rows.offset}
    return run(con, "reports/engagement/page_times", slots, values)


def _page_time(value: str, pageviews: int, timed: int, mean_tenths: int | None, median_tenths: int | None) -> PageTime:
    return PageTime(value, pageviews, timed, _seconds(mean_tenths), _seconds(median_tenths))


def _seconds(tenths: int | None) -> float | None:
    return None if tenths is None else tenths / 10
