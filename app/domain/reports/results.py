"""The answers of the overview reports: stats, series, breakdowns, realtime. Encoded to JSON as they stand.

Fields that are `UNSET` are left out of the JSON. Names are those of the wire.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from app.domain.annotations import SeriesAnnotation
from app.domain.reports.periods import BucketSize, Comparison

MetricsSort = Literal["visitors", "pageviews", "bounce_rate", "avg_duration_seconds"]
SortOrder = Literal["asc", "desc"]


@dataclass(frozen=True, slots=True)
class CompareInfo:
    """Which days were set against which. Ranges: first and last day, both included, in the zone of the report."""

    mode: str
    primary_range: tuple[date, date]
    comparison_range: tuple[date, date]


def compare_info(comparison: Comparison) -> CompareInfo:
    primary, other = comparison.primary, comparison.other
    return CompareInfo(comparison.mode, (primary.start, primary.end), (other.start, other.end))


@dataclass(frozen=True, slots=True)
class Totals:
    """The numbers of one window.

    pageviews: events of kind pageview. visitors, sessions: distinct. bounce_rate: fraction 0..1 of the sessions whose
    whole life is one event, 3 decimals. avg_duration_seconds: mean seconds from first to last event, zeros counted.
    """

    pageviews: int
    visitors: int
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float


@dataclass(frozen=True, slots=True)
class Stats:
    """`Totals` of the window, the same of the window it is compared with (`prev_`), and the zone of its days."""

    pageviews: int
    visitors: int
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float
    prev_pageviews: int
    prev_visitors: int
    prev_sessions: int
    prev_bounce_rate: float
    prev_avg_duration_seconds: float
    timezone: str


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One bucket. date: its label (see `periods.buckets`); visitors: distinct within it, so not to be added up.

    In a comparison series `date` is the label of the primary bucket at the same place and `compare_date` the bucket's
    own, null where the comparison has no bucket left.
    """

    date: str
    pageviews: int
    visitors: int
    compare_date: str | None | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Series:
    """Buckets in order, none missing. compare_series is null without comparison, else as long as `series`."""

    series: tuple[SeriesPoint, ...]
    granularity: BucketSize
    compare_series: tuple[SeriesPoint, ...] | None
    timezone: str


@dataclass(frozen=True, slots=True)
class SessionPoint:
    """The sessions that began in one bucket. date: its label; the rest as in `Totals`."""

    date: str
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float


@dataclass(frozen=True, slots=True)
class MetricsRow:
    """One value of a breakdown.

    bounce_rate: percent 0..100, 1 decimal; avg_duration_seconds: mean seconds, 1 decimal; both of the sessions that
    entered with the page (types page and entry_page) or have the value (the others), 0 when there is none.
    prev_*: the same counts in the comparison window; delta_visitors_pct: a fraction of prev_visitors, 0 when that is 0;
    all four are there only with a comparison.
    """

    value: str
    visitors: int
    pageviews: int
    bounce_rate: float
    avg_duration_seconds: float
    prev_visitors: int | UnsetType = UNSET
    prev_pageviews: int | UnsetType = UNSET
    delta_visitors_abs: int | UnsetType = UNSET
    delta_visitors_pct: float | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Metrics:
    """One page of a breakdown."""

    type: str
    rows: tuple[MetricsRow, ...]


@dataclass(frozen=True, slots=True)
class OffsetPage:
    """Where a page of rows stands. total: rows of all pages."""

    total: int
    limit: int
    offset: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class RealtimeEvent:
    """A recent event. url: the page as visited; ts: UTC."""

    event_type: str
    url: str
    path: str
    title: str | None
    event_name: str | None
    referrer_domain: str | None
    country: str | None
    browser: str | None
    device_type: str | None
    ts: datetime


@dataclass(frozen=True, slots=True)
class RealtimePage:
    """limit: most events listed; total_in_window: events of the last 30 minutes."""

    limit: int
    total_in_window: int


@dataclass(frozen=True, slots=True)
class RealtimeMinute:
    """Events of one minute. start: its first instant, UTC."""

    start: datetime
    events: int


@dataclass(frozen=True, slots=True)
class RealtimeCount:
    """Visitors of one page or source."""

    value: str
    visitors: int


@dataclass(frozen=True, slots=True)
class Realtime:
    """The last 30 minutes. active_visitors: visitors with an event in them; recent_events: newest first.

    active_visitors_5min: visitors with an event in the last five. minutes: those with events, oldest first. top_pages,
    top_sources: paths and referrer domains (`(direct)` without one) with the most visitors, at most ten each.
    """

    active_visitors: int
    recent_events: tuple[RealtimeEvent, ...]
    pagination: RealtimePage
    active_visitors_5min: int
    minutes: tuple[RealtimeMinute, ...]
    top_pages: tuple[RealtimeCount, ...]
    top_sources: tuple[RealtimeCount, ...]


@dataclass(frozen=True, slots=True)
class MetricsReport:
    """A breakdown with its paging and comparison."""

    data: Metrics
    pagination: OffsetPage
    compare: CompareInfo | None


@dataclass(frozen=True, slots=True)
class StatsReport:
    """Stats with their comparison."""

    data: Stats
    compare: CompareInfo | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """A series with its comparison and the annotations of its period, those it is compared with left out."""

    data: Series
    compare: CompareInfo | UnsetType = UNSET
    annotations: tuple[SeriesAnnotation, ...] | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the overview page shows, read at one moment.

    session_series: as long as the points of `series` and under their labels. breakdowns: in the order asked for.
    """

    stats: Stats
    series: Series
    session_series: tuple[SessionPoint, ...]
    breakdowns: tuple[MetricsReport, ...]


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """An overview with its comparison and the annotations of its period."""

    data: Overview
    compare: CompareInfo | UnsetType = UNSET
    annotations: tuple[SeriesAnnotation, ...] | UnsetType = UNSET
