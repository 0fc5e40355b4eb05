"""Summary of all websites: active visitors, today, yesterday up to the same time, the last 24 hours, the last event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import day_start, parse_zone
from app.domain.reports.query import ORDERS, Page, Params, ReportedWebsite, parse_choice, parse_page
from app.domain.reports.results import OffsetPage, SortOrder

SummarySort = Literal["added", "name", "active_visitors", "visitors", "pageviews", "change", "last_event_at"]

ACTIVE_WINDOW = timedelta(minutes=5)
SPARK_HOURS = 24
DEFAULT_WEBSITES = 100
MAX_WEBSITES = 500
_DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SiteDays:
    """Bounds of today and of yesterday up to now for one website: UTC, aware. website: its key."""

    website: WebsiteKey
    include_bots: bool
    today: datetime
    yesterday: datetime
    yesterday_until: datetime


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Pageviews and distinct visitors of a day or of a part of it."""

    pageviews: int = 0
    visitors: int = 0


@dataclass(frozen=True, slots=True)
class SiteCounts:
    """Numbers of one website, as in `WebsiteSummary`."""

    active_visitors: int = 0
    today: DayCounts = DayCounts()
    yesterday: DayCounts = DayCounts()
    sparkline: tuple[int, ...] = (0,) * SPARK_HOURS
    last_event_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WebsiteSummary:
    """Summary of one website. active_visitors: visitors with an event in the last five minutes.

    today: so far, in the website's zone; yesterday: up to the same time of day; sparkline: pageviews of the last 24
    hours, the current one included. last_event_at: of the newest event ever, bots included, UTC; null without any.
    """

    website_id: str
    name: str
    domain: str
    timezone: str
    active_visitors: int
    today: DayCounts
    yesterday: DayCounts
    sparkline: tuple[int, ...]
    last_event_at: datetime | None


@dataclass(frozen=True, slots=True)
class SummaryTotals:
    """Sums over the websites of all pages. Visitors of two websites count twice."""

    active_visitors: int
    today: DayCounts
    yesterday: DayCounts


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """A page of websites, by default in the order they were added. sparkline_start: start of the first hour, UTC."""

    data: tuple[WebsiteSummary, ...]
    pagination: OffsetPage
    sparkline_start: datetime
    totals: SummaryTotals


def site_days(website: ReportedWebsite, include_bots: bool, now: datetime) -> SiteDays:
    """Return the bounds of today and yesterday in the website's zone. now: aware."""
    zone = parse_zone(None, website.timezone)
    local = now.astimezone(zone)
    before = local.date() - _DAY
    return SiteDays(
        website.key,
        include_bots,
        day_start(local.date(), zone),
        day_start(before, zone),
        datetime.combine(before, local.time(), zone).replace(fold=local.fold).astimezone(ZoneInfo("UTC")),
    )


def spark_start(now: datetime) -> datetime:
    """Return the start of the first of the last 24 hours, on the hour. now: aware, in UTC."""
    return now.replace(minute=0, second=0, microsecond=0) - (SPARK_HOURS - 1) * _HOUR


def summary_start(sites: Sequence[SiteDays], now: datetime) -> datetime:
    """Return the start of what is counted: of the last 24 hours, or of the earliest yesterday. now: aware, in UTC."""
    return min(spark_start(now), *(site.yesterday for site in sites))


def parse_summary_page(params: Params) -> Page:
    """Read page, search and order. Names and the order of adding go up unless `order` says otherwise."""
    page = parse_page(params, default=DEFAULT_WEBSITES, highest=MAX_WEBSITES)
    sort = parse_choice("sort", params.get("sort"), SORTS, "added")
    usual: SortOrder = "asc" if sort in ("added", "name") else "desc"
    order = parse_choice("order", params.get("order"), ORDERS, usual)
    return replace(page, sort=sort, order=order)


def summary_report(summaries: Sequence[WebsiteSummary], page: Page, first_hour: datetime) -> SummaryReport:
    """Return one page of the summaries, which are in the order the websites were added, and the sums of all."""
    ordered = sorted(summaries, key=_KEYS[page.sort], reverse=page.order == "desc") if page.sort != "added" else None
    if ordered is None:
        ordered = list(reversed(summaries)) if page.order == "desc" else list(summaries)
    end = page.offset + page.limit
    return SummaryReport(
        tuple(ordered[page.offset : end]),
        OffsetPage(len(ordered), page.limit, page.offset, end < len(ordered)),
        first_hour,
        SummaryTotals(
            sum(row.active_visitors for row in summaries),
            _sum([row.today for row in summaries]),
            _sum([row.yesterday for row in summaries]),
        ),
    )


def _sum(counts: Sequence[DayCounts]) -> DayCounts:
    return DayCounts(sum(one.pageviews for one in counts), sum(one.visitors for one in counts))


SORTS: tuple[SummarySort, ...] = get_args(SummarySort)
_NEVER = datetime.min.replace(tzinfo=UTC)
_KEYS: Mapping[str, Callable[[WebsiteSummary], Any]] = {  # Any: each of a type that can be compared
    "name": lambda row: row.name.casefold(),
    "active_visitors": lambda row: row.active_visitors,
    "visitors": lambda row: row.today.visitors,
    "pageviews": lambda row: row.today.pageviews,
    "change": lambda row: row.today.visitors - row.yesterday.visitors,
    "last_event_at": lambda row: row.last_event_at or _NEVER,
}
