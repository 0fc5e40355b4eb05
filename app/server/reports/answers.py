"""Answers of reports: what each has the store count, and the items it looks up for that.

Each runs on a reader's thread. The registry has the parameters that lead to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeAlias

from app.api.reports.sessions import SessionList
from app.api.wire import CursorPage
from app.domain.bot_reports import BotAgent, BotCount
from app.domain.ids import WebsiteKey
from app.domain.ingest.channels import Channels
from app.domain.items.annotations import ANNOTATIONS, annotations_in
from app.domain.items.funnels import FUNNELS, FunnelResults
from app.domain.items.goals import GOALS, Goal, GoalReport, GoalsReport
from app.domain.items.links import LINKS, LinkTotals
from app.domain.items.pixels import PIXELS, PixelTotals
from app.domain.reports.attribution import AttributionQuery, AttributionReport, RevenueReport
from app.domain.reports.cursors import cursor_text
from app.domain.reports.custom_events import EventNamesReport, EventProperties, EventSeries
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.exports import TableQuery
from app.domain.reports.journeys import Journey, JourneyQuery
from app.domain.reports.periods import bucket_size, buckets
from app.domain.reports.query import MetricsQuery, Page, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    MetricsReport,
    OverviewReport,
    Realtime,
    SeriesAnnotation,
    SeriesReport,
    StatsReport,
)
from app.domain.reports.retention import CohortQuery, Retention
from app.domain.reports.sessions import SessionDetail, SessionsQuery
from app.domain.reports.summary import SiteCounts, SiteDays
from app.storage import items
from app.storage.answers.tables import breakdown_file
from app.storage.report_source import ReportSource

Source: TypeAlias = ReportSource[Any]  # Any: the connection of a store is known to its own modules alone


def stats(source: Source, query: ReportQuery) -> StatsReport:
    return source.store.overview.stats(source.events, query)


def series(source: Source, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """Return the series with the annotations of its period."""
    report = source.store.overview.series(source.events, query, granularity)
    return replace(report, annotations=_annotations(source, query, granularity))


def overview(
    source: Source,
    query: ReportQuery,
    granularity: Granularity,
    breakdowns: Sequence[MetricsQuery],
    courses: Sequence[str],
) -> OverviewReport:
    """Return the overview with the annotations of its period."""
    report = source.store.overview.overview(source.events, query, granularity, breakdowns, courses)
    return replace(report, annotations=_annotations(source, query, granularity))


def _annotations(source: Source, query: ReportQuery, granularity: Granularity) -> tuple[SeriesAnnotation, ...]:
    period = query.period
    annotations = source.look_up(items.all_items, query.website, ANNOTATIONS)
    return annotations_in(period, buckets(period, bucket_size(granularity, period.days)), annotations)


def realtime(source: Source, website: WebsiteKey, now: datetime, include_bots: bool) -> Realtime:
    return source.store.overview.realtime(source.events, website, now, include_bots)


def metrics(source: Source, query: ReportQuery, breakdown: MetricsQuery) -> MetricsReport:
    return source.store.breakdowns.metrics(source.events, query, breakdown)


def table_file(source: Source, query: ReportQuery, table: TableQuery) -> bytes:
    """Return all rows of a breakdown as a file."""
    return breakdown_file(metrics(source, query, table.breakdown), query, table)


def event_names(source: Source, query: ReportQuery, page: Page) -> EventNamesReport:
    return source.store.custom_events.names(source.events, query, page)


def event_properties(source: Source, query: ReportQuery, names: Sequence[str]) -> EventProperties:
    return source.store.custom_events.properties(source.events, query, names)


def event_series(source: Source, query: ReportQuery, names: Sequence[str], granularity: Granularity) -> EventSeries:
    return source.store.custom_events.series(source.events, query, names, granularity)


def heat_map(source: Source, query: ReportQuery) -> HeatMap:
    return source.store.engagement.heat_map(source.events, query)


def page_times(source: Source, query: ReportQuery, page: Page) -> PageTimesReport:
    return source.store.engagement.page_times(source.events, query, page)


def goals(source: Source, query: ReportQuery) -> GoalsReport:
    """Return the stats of every goal, newest goal first."""
    return source.store.goals.reports(source.events, query, source.look_up(items.all_items, query.website, GOALS))


def goal(source: Source, query: ReportQuery, goal_id: str, granularity: Granularity) -> GoalReport:
    """Return the stats of a goal, with its series. Raises NotFound."""
    return source.store.goals.report(source.events, query, _goal(source, query, goal_id), granularity)


def funnel(source: Source, query: ReportQuery, funnel_id: str) -> FunnelResults:
    """Return the results of a funnel. Raises NotFound."""
    chosen = source.look_up(items.require, query.website, FUNNELS, funnel_id)
    return source.store.funnels.results(source.events, query, chosen)


def attribution(source: Source, query: ReportQuery, options: AttributionQuery, channels: Channels) -> AttributionReport:
    """Return the conversions of a goal by source. Raises NotFound."""
    credited = _goal(source, query, options.goal_id)
    return source.store.attribution.attribution(source.events, query, options, credited, channels)


def revenue(source: Source, query: ReportQuery, options: AttributionQuery) -> RevenueReport:
    """Return the conversions of a goal and their revenue. Raises NotFound."""
    return source.store.attribution.revenue(source.events, query, options, _goal(source, query, options.goal_id))


def _goal(source: Source, query: ReportQuery, goal_id: str) -> Goal:
    return source.look_up(items.require, query.website, GOALS, goal_id)


def link_totals(source: Source, query: ReportQuery) -> dict[str, LinkTotals]:
    """Return the numbers of the links that have some, by their id."""
    links = source.look_up(items.all_items, query.website, LINKS)
    goals = source.look_up(items.all_items, query.website, GOALS)
    return source.store.links.link_totals(source.events, query, [link.id for link in links], goals)


def pixel_totals(source: Source, query: ReportQuery) -> dict[str, PixelTotals]:
    """Return the numbers of the pixels that have some, by their id."""
    pixels = source.look_up(items.all_items, query.website, PIXELS)
    return source.store.links.pixel_totals(source.events, query, [pixel.id for pixel in pixels])


def bots(source: Source, query: ReportQuery) -> list[BotCount]:
    return source.store.bots.counts(source.events, query)


def bot_agents(source: Source, query: ReportQuery) -> list[BotAgent]:
    return source.store.bots.agents(source.events, query)


def journey(source: Source, query: ReportQuery, options: JourneyQuery) -> Journey:
    return source.store.journeys.journey(source.events, query, options)


def retention(source: Source, query: ReportQuery, options: CohortQuery, today: date) -> Retention:
    return source.store.retention.retention(source.events, query, options, today)


def sessions(source: Source, query: ReportQuery, page: SessionsQuery) -> SessionList:
    """Return one page of sessions, with the cursor of the next."""
    listed = source.store.sessions.sessions(source.events, query, page)
    cursor = None if listed.following is None else cursor_text(listed.following)
    return SessionList(listed.rows, CursorPage(page.limit, cursor, cursor is not None))


def session(source: Source, website: WebsiteKey, session_id: int) -> SessionDetail | None:
    return source.store.sessions.session(source.events, website, session_id)


def summary(source: Source, sites: Sequence[SiteDays], now: datetime) -> dict[int, SiteCounts]:
    return dict(source.store.summary.summary(source.events, sites, now))
