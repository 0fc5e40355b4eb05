"""The reports of the overview: stats, time series, breakdowns, realtime, and the first three in one request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.api.wire import Data
from app.domain.filters import check_countries
from app.domain.periods import parse_granularity
from app.domain.report_query import includes_bots, parse_breakdowns, parse_metrics_query, parse_report_query
from app.domain.reports import MetricsReport, OverviewReport, Realtime, SeriesReport, StatsReport
from app.server.endpoints import Routes, Scope
from app.server.parts import PARTS
from app.server.replies import data_reply, reply
from app.server.report_params import (
    BOTS,
    COMPARISON,
    FILTERS,
    GRANULARITY,
    RANGE,
    REPORT_ERRORS,
    REPORT_LIMIT_S,
    asked_report,
    asked_website,
    parameter,
    query_shape,
)
from app.storage import breakdowns, reports
from app.storage.annotations import annotated_overview, annotated_series

routes = Routes()

ONE = "/api/websites/{id}"
COMMON = (*RANGE, *BOTS, *COMPARISON, *FILTERS)
PAGING = (
    parameter("limit", "rows, 1 to 100; 10 when left out"),
    parameter("offset", "rows to skip"),
    parameter("search", "text the value contains, whatever its case"),
    parameter("sort", "visitors, pageviews, bounce_rate or avg_duration_seconds"),
    parameter("order", "desc or asc"),
)
TYPE = (("type", Annotated[str, Meta(description="what to break down by: page, country, ...; as in the filters")]),)
BREAKDOWNS = (
    parameter("metrics", "types of breakdowns with a comma between them"),
    parameter("limit", "rows of each breakdown, 1 to 100; 10 when left out"),
)


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get pageviews, visitors, sessions, bounce rate and duration, and the same before",
    needs=Scope.READ,
    query=query_shape("StatsQuery", COMMON),
    reply=StatsReport,
    errors=REPORT_ERRORS,
)
async def stats(request: web.Request) -> web.Response:
    query, _ = asked_report(request)
    check_countries(query.conditions)
    return reply(await request.app[PARTS].database.answer(reports.stats, query, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{ONE}/pageviews",
    "Get pageviews and visitors by hour, day, week or month",
    needs=Scope.READ,
    query=query_shape("SeriesQuery", COMMON, GRANULARITY),
    reply=SeriesReport,
    errors=REPORT_ERRORS,
)
async def pageviews(request: web.Request) -> web.Response:
    query, params = asked_report(request)
    granularity = parse_granularity(params.get("granularity"))
    return reply(await request.app[PARTS].database.answer(annotated_series, query, granularity, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{ONE}/metrics",
    "Get one page of a breakdown",
    needs=Scope.READ,
    query=query_shape("MetricsQuery", TYPE, COMMON, PAGING),
    reply=MetricsReport,
    errors=REPORT_ERRORS,
)
async def metrics(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    wanted = parse_metrics_query(params)
    query = parse_report_query(params, website, datetime.now(UTC))
    return reply(await request.app[PARTS].database.answer(breakdowns.metrics, query, wanted, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{ONE}/overview",
    "Get stats, time series and several breakdowns at once",
    needs=Scope.READ,
    query=query_shape("OverviewQuery", COMMON, GRANULARITY, BREAKDOWNS),
    reply=OverviewReport,
    errors=REPORT_ERRORS,
)
async def overview(request: web.Request) -> web.Response:
    query, params = asked_report(request)
    granularity = parse_granularity(params.get("granularity"))
    wanted = parse_breakdowns(params)
    database = request.app[PARTS].database
    return reply(await database.answer(annotated_overview, query, granularity, wanted, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{ONE}/realtime",
    "Get the visitors and events of the last 30 minutes",
    needs=Scope.READ,
    query=query_shape("RealtimeQuery", BOTS),
    reply=Data[Realtime],
    errors=REPORT_ERRORS,
)
async def realtime(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    include_bots = includes_bots(params, website)
    now = datetime.now(UTC)
    return data_reply(await request.app[PARTS].database.read(reports.realtime, website.key, now, include_bots))
