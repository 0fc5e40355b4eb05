"""Seam between the reports of the server and those of a store: what each module of `reports/` has, in every store.

Goals and funnels come in looked up: a store of events does not know where items are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar

from app.domain.bot_reports import BotAgent, BotCount
from app.domain.ids import WebsiteKey
from app.domain.ingest.channels import Channels
from app.domain.items.funnels import Funnel, FunnelResults
from app.domain.items.goals import Goal, GoalReport, GoalsReport
from app.domain.items.links import LinkTotals
from app.domain.items.pixels import PixelTotals
from app.domain.reports.attribution import AttributionQuery, AttributionReport, RevenueReport
from app.domain.reports.custom_events import EventNamesReport, EventProperties, EventSeries
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.exports import ExportChunk, ExportCursor, ExportQuery
from app.domain.reports.journeys import Journey, JourneyQuery
from app.domain.reports.periods import Period
from app.domain.reports.query import MetricsQuery, Page, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    MetricsReport,
    OverviewReport,
    Realtime,
    SeriesReport,
    SessionPoint,
    StatsReport,
    Totals,
)
from app.domain.reports.retention import CohortQuery, Retention
from app.domain.reports.sessions import SessionDetail, SessionPage, SessionsQuery
from app.domain.reports.summary import SiteCounts, SiteDays

C = TypeVar("C", contravariant=True)


class OverviewReports(Protocol[C]):
    """Numbers of a whole website."""

    def totals(self, con: C, query: ReportQuery, period: Period, /) -> Totals: ...
    def stats(self, con: C, query: ReportQuery, /) -> StatsReport: ...
    def series(self, con: C, query: ReportQuery, granularity: Granularity, /) -> SeriesReport: ...
    def session_series(self, con: C, query: ReportQuery, granularity: Granularity, /) -> tuple[SessionPoint, ...]: ...
    def overview(
        self,
        con: C,
        query: ReportQuery,
        granularity: Granularity,
        breakdowns: Sequence[MetricsQuery],
        courses: Sequence[str],
        /,
    ) -> OverviewReport: ...
    def realtime(self, con: C, website: WebsiteKey, now: datetime, include_bots: bool, /) -> Realtime: ...


class BreakdownReports(Protocol[C]):
    """Numbers by the values of a dimension."""

    def metrics(self, con: C, query: ReportQuery, breakdown: MetricsQuery, /) -> MetricsReport: ...
    def first_rows(
        self, con: C, query: ReportQuery, breakdowns: Sequence[MetricsQuery], /
    ) -> tuple[MetricsReport, ...]: ...


class GoalReports(Protocol[C]):
    """Conversions and revenue of goals."""

    def report(self, con: C, query: ReportQuery, goal: Goal, granularity: Granularity, /) -> GoalReport: ...
    def reports(self, con: C, query: ReportQuery, goals: Sequence[Goal], /) -> GoalsReport: ...


class FunnelReports(Protocol[C]):
    """Sessions that reached each step of a funnel."""

    def results(self, con: C, query: ReportQuery, funnel: Funnel, /) -> FunnelResults: ...


class AttributionReports(Protocol[C]):
    """Conversions of a goal by the sources of its visitors."""

    def attribution(
        self, con: C, query: ReportQuery, options: AttributionQuery, goal: Goal, channels: Channels, /
    ) -> AttributionReport: ...
    def revenue(self, con: C, query: ReportQuery, options: AttributionQuery, goal: Goal, /) -> RevenueReport: ...


class BotReports(Protocol[C]):
    """Events of bots and of people."""

    def counts(self, con: C, query: ReportQuery, /) -> list[BotCount]: ...
    def agents(self, con: C, query: ReportQuery, /) -> list[BotAgent]: ...


class LinkReports(Protocol[C]):
    """Numbers of links and pixels, by their id."""

    def link_totals(
        self, con: C, query: ReportQuery, links: Sequence[str], goals: Sequence[Goal], /
    ) -> dict[str, LinkTotals]: ...
    def pixel_totals(self, con: C, query: ReportQuery, pixels: Sequence[str], /) -> dict[str, PixelTotals]: ...


class CustomEventReports(Protocol[C]):
    """Custom events: their names, their properties, their series."""

    def names(self, con: C, query: ReportQuery, page: Page, /) -> EventNamesReport: ...
    def properties(self, con: C, query: ReportQuery, names: Sequence[str], /) -> EventProperties: ...
    def series(self, con: C, query: ReportQuery, names: Sequence[str], granularity: Granularity, /) -> EventSeries: ...


class EngagementReports(Protocol[C]):
    """Traffic by hour of the week, and times on pages."""

    def heat_map(self, con: C, query: ReportQuery, /) -> HeatMap: ...
    def page_times(self, con: C, query: ReportQuery, page: Page, /) -> PageTimesReport: ...


class JourneyReports(Protocol[C]):
    """Ways of visitors from a page or an event, or to it."""

    def journey(self, con: C, query: ReportQuery, options: JourneyQuery, /) -> Journey: ...


class RetentionReports(Protocol[C]):
    """Visitors of a cohort who return."""

    def retention(self, con: C, query: ReportQuery, options: CohortQuery, today: date, /) -> Retention: ...


class SessionReports(Protocol[C]):
    """Lists of sessions by page, and one session with its events."""

    def sessions(self, con: C, query: ReportQuery, options: SessionsQuery, /) -> SessionPage: ...
    def session(self, con: C, website: WebsiteKey, session_id: int, /) -> SessionDetail | None: ...


class SummaryReports(Protocol[C]):
    """A few numbers of several websites."""

    def summary(self, con: C, sites: Sequence[SiteDays], now: datetime, /) -> Mapping[int, SiteCounts]: ...
    def last_events(
        self, con: C, websites: Sequence[WebsiteKey], before: datetime, /
    ) -> Mapping[WebsiteKey, datetime]: ...


class ExportReports(Protocol[C]):
    """Every event of a range, in chunks."""

    def next_chunk(self, con: C, query: ExportQuery, cursor: ExportCursor, offset: int, /) -> ExportChunk: ...
