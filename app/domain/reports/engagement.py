"""Engagement: traffic by hour of the week, and time on page. Field names are those of the wire.

The time on a page is the time from a pageview to the next later pageview of the same session, whatever else happens in
between. The last page of a session has none, because the moment it was left is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from app.domain.ingest.urls import canonical_text
from app.domain.reports.periods import OffsetSpan
from app.domain.reports.query import Page, Params, parse_page
from app.domain.reports.results import OffsetPage

HOURS = 24
CELLS = 7 * HOURS
_EPOCH_MONDAY = datetime(1970, 1, 5, tzinfo=UTC)
_HOUR_S = 3_600
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One hour of one weekday. weekday: 1 is Monday; hour: 0 to 23.

    visitors, sessions: distinct in the cell. hourly_visitors: visitors counted anew in every hour, for averages.
    events: custom events. hours: how much time of the range fell into it, in hours, so that counts can be set against
    each other: where clocks go forward a cell has one less, where they go back one more.
    """

    weekday: int
    hour: int
    pageviews: int
    visitors: int
    hours: float
    sessions: int
    events: int
    hourly_visitors: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """All 168 hours of the week, Monday's first hour first."""

    timezone: str
    cells: tuple[HeatCell, ...]


def seconds_by_cell(pieces: Iterable[OffsetSpan]) -> list[int]:
    """Return how many seconds fall into each cell (weekday * 24 + hour, Monday is 0)."""
    cells = [0] * CELLS
    for piece in pieces:
        start = (piece.start - _EPOCH_MONDAY + piece.offset) // _SECOND
        weeks, rest = divmod((piece.end - piece.start) // _SECOND, CELLS * _HOUR_S)
        cells = [seconds + weeks * _HOUR_S for seconds in cells]
        end = start + rest
        while start < end:
            following = min((start // _HOUR_S + 1) * _HOUR_S, end)
            cells[start // _HOUR_S % CELLS] += following - start
            start = following
    return cells


PageTimeSort = Literal["pageviews", "timed_pageviews", "avg_time_seconds", "median_time_seconds"]


@dataclass(frozen=True, slots=True)
class PageTime:
    """A page. value: its path; timed_pageviews: those with a time; avg_time_seconds, median_time_seconds: of these,
    1 decimal, null without any (of two medians the shorter one)."""

    value: str
    pageviews: int
    timed_pageviews: int
    avg_time_seconds: float | None
    median_time_seconds: float | None


@dataclass(frozen=True, slots=True)
class PageTimeTotals:
    """All pages together, whatever is searched for. Fields as in `PageTime`."""

    pageviews: int
    timed_pageviews: int
    avg_time_seconds: float | None
    median_time_seconds: float | None


@dataclass(frozen=True, slots=True)
class PageTimes:
    """One page of the rows, and the totals of all of them."""

    rows: tuple[PageTime, ...]
    totals: PageTimeTotals


@dataclass(frozen=True, slots=True)
class PageTimesReport:
    """Times on pages with their paging."""

    data: PageTimes
    pagination: OffsetPage


def parse_page_times(params: Params) -> Page:
    """Read the page of a table of times. Pages without times come last in any order by them."""
    page = parse_page(params, sorts=get_args(PageTimeSort), default_sort="pageviews")
    return replace(page, search=canonical_text(page.search))
