"""Results of the overview reports: stats, series, breakdowns and realtime, encoded to JSON as they are.

Fields that are `UNSET` are left out of the JSON. Names are those of the wire.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from msgspec import UNSET, UnsetType

from app.domain.reports.periods import BucketSize, Comparison

MetricsSort = Literal["visitors", "pageviews", "bounce_rate", "avg_duration_seconds"]
SortOrder = Literal["asc", "desc"]


@dataclass(frozen=True, slots=True)
class SeriesAnnotation:
    """An annotation of a series. bucket: label of the point it belongs to."""

    id: str
    date: date
    time: str | None
    timezone: str | None
    at: datetime | None
    text: str
    bucket: str


@dataclass(frozen=True, slots=True)
class CompareInfo:
    """The ranges of a comparison: first and last day, both inclusive, in the zone of the report."""

    mode: str
    primary_range: tuple[date, date]
    comparison_range: tuple[date, date]


def compare_info(comparison: Comparison) -> CompareInfo:
    primary, other = comparison.primary, comparison.other
    return CompareInfo(comparison.mode, (primary.start, primary.end), (other.start, other.end))


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one window.

    pageviews: events of kind pageview. visitors, sessions: distinct. bounce_rate: fraction 0..1 of the sessions with a
    single event, 3 decimals. avg_duration_seconds: mean seconds from first to last event, zeros counted.
    """

    pageviews: int
    visitors: int
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float

    @property
    def pages_per_session(self) -> float:
        return self.pageviews / self.sessions if self.sessions else 0.0


@dataclass(frozen=True, slots=True)
class Stats:
    """`Totals` of the window and of the comparison window (`prev_`), and the zone of the days."""

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
    """One bucket. date: its label (see `periods.buckets`); visitors: distinct in the bucket, so never added up.

    In a comparison series `date` is the label of the primary bucket at the same position and `compare_date` that of the
    bucket itself, null past the end of the comparison.
    """

    date: str
    pageviews: int
    visitors: int
    compare_date: str | None | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Series:
    """Buckets in order, without gaps. compare_series is null without comparison, else as long as `series`."""

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
    entered on the page (types page and entry_page) or have the value (other types), 0 if there is none.
    prev_*: the counts in the comparison window; delta_visitors_pct: a fraction of prev_visitors, 0 if that is 0; all
    four only with a comparison.
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
    """Position of a page of rows. total: rows of all pages."""

    total: int
    limit: int
    offset: int
    has_more: bool

    @classmethod
    def of(cls, total: int, limit: int, offset: int) -> OffsetPage:
        """Return the position of the page of `limit` rows that begins at `offset`."""
        return cls(total, limit, offset, has_more=offset + limit < total)


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
class RealtimePagination:
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
    """Visitors of one page, source or country."""

    value: str
    visitors: int


@dataclass(frozen=True, slots=True)
class Realtime:
    """The last 30 minutes. active_visitors: visitors with an event in them; recent_events: newest first.

    active_visitors_5min: visitors with an event in the last five. minutes: those with events, oldest first. top_pages,
    top_sources: paths and referrer domains (`(direct)` without one) with the most visitors, at most ten each.
    countries: all known ones, by code, the most visitors first.
    """

    active_visitors: int
    recent_events: tuple[RealtimeEvent, ...]
    pagination: RealtimePagination
    active_visitors_5min: int
    minutes: tuple[RealtimeMinute, ...]
    top_pages: tuple[RealtimeCount, ...]
    top_sources: tuple[RealtimeCount, ...]
    countries: tuple[RealtimeCount, ...] = ()


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
    """A series with its comparison and the annotations of its primary range."""

    data: Series
    compare: CompareInfo | UnsetType = UNSET
    annotations: tuple[SeriesAnnotation, ...] | UnsetType = UNSET


@dataclass(frozen=True, slots=True)
class Overview:
    """All reports of the overview page, from one state of the data.

    session_series: as long as `series`, with the same labels; of the two, those that were not asked for are empty.
    breakdowns: in the order of the request. session_compare_series: null without comparison, else as long as
    `session_series` and under its labels.
    """

    stats: Stats
    series: Series
    session_series: tuple[SessionPoint, ...]
    breakdowns: tuple[MetricsReport, ...]
    session_compare_series: tuple[SessionPoint, ...] | None = None


@dataclass(frozen=True, slots=True)
class OverviewReport:
    """An overview with its comparison and the annotations of its primary range."""

    data: Overview
    compare: CompareInfo | UnsetType = UNSET
    annotations: tuple[SeriesAnnotation, ...] | UnsetType = UNSET
