"""Summary of all websites: active visitors, today, yesterday up to the same time, and the last 24 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import day_start, parse_zone
from app.domain.reports.query import ReportedWebsite
from app.domain.reports.results import OffsetPage

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
class WebsiteSummary:
    """Summary of one website. active_visitors: visitors with an event in the last five minutes.

    today: so far, in the website's zone; yesterday: up to the same time of day; sparkline: pageviews of the last 24
    hours, the current one included.
    """

    website_id: str
    name: str
    domain: str
    timezone: str
    active_visitors: int
    today: DayCounts
    yesterday: DayCounts
    sparkline: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SummaryReport:
    """A page of websites in the order they were added. sparkline_start: start of the first hour, UTC."""

    data: tuple[WebsiteSummary, ...]
    pagination: OffsetPage
    sparkline_start: datetime


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
