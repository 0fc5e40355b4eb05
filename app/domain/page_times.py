"""How long pages are looked at. Names are those of the wire.

The time on a page is the time from a pageview to the next later pageview of the same session, whatever else happens in
between. The last page of a session has none: nobody knows when it was left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from app.domain.reports.query import ORDERS, Params, RowsQuery, parse_choice, parse_rows
from app.domain.reports.results import OffsetPage, SortOrder

PageTimeSort = Literal["pageviews", "timed_pageviews", "avg_time_seconds", "median_time_seconds"]
_SORTS: Mapping[str, PageTimeSort] = {name: name for name in get_args(PageTimeSort)}


@dataclass(frozen=True, slots=True)
class PageTimesQuery:
    """Which rows in which order."""

    rows: RowsQuery
    sort: PageTimeSort = "pageviews"
    order: SortOrder = "desc"


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
class PageTimes:
    """One page of the rows."""

    rows: tuple[PageTime, ...]


@dataclass(frozen=True, slots=True)
class PageTimesReport:
    """Times on pages with their paging."""

    data: PageTimes
    pagination: OffsetPage


def parse_page_times(params: Params) -> PageTimesQuery:
    """Read rows and order. Without times a page comes last in any order by them."""
    return PageTimesQuery(
        parse_rows(params),
        parse_choice("sort", params.get("sort"), _SORTS, "pageviews"),
        parse_choice("order", params.get("order"), ORDERS, "desc"),
    )
