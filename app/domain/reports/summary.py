"""All websites at a glance: who is there now, today against yesterday up to the same time, the last 24 hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

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
    """What "today" and "yesterday until now" mean for one website: UTC, aware. website: its key."""

    website: int
    include_bots: bool
    today: datetime
    yesterday: datetime
    yesterday_until: datetime


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Pageviews and distinct visitors of a day, or of the part of it that is meant."""

    pageviews: int = 0
    visitors: int = 0


@dataclass(frozen=True, slots=True)
class WebsiteSummary:
    """One website. active_visitors: with an event in the last five minutes. today: so far, in the website's own zone.

    yesterday: up to the same time of day. sparkline: pageviews of 24 hours, the last of which is not over.
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
    """A page of websites in the order they were added. sparkline_start: where the first hour begins, UTC."""

    data: tuple[WebsiteSummary, ...]
    pagination: OffsetPage
    sparkline_start: datetime


def site_days(website: ReportedWebsite, include_bots: bool, now: datetime) -> SiteDays:
    """The bounds of today and yesterday where the website is. now: aware."""
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
    """Where the first of the 24 hours begins: hours as UTC has them. now: aware, in UTC."""
    return now.replace(minute=0, second=0, microsecond=0) - (SPARK_HOURS - 1) * _HOUR
