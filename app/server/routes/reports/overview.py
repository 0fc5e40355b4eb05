"""The reports of the overview: stats, time series, breakdowns, realtime, and the first three in one request."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from aiohttp import web
from msgspec import Meta

from app.api.wire import Data
from app.domain.reports.query import includes_bots
from app.domain.reports.results import MetricsReport, OverviewReport, Realtime, SeriesReport, StatsReport
from app.server.access.endpoints import Access, Routes
from app.server.context import CONTEXT
from app.server.http.replies import data_reply
from app.server.reports.params import (
    BOTS,
    COMPARISON,
    FILTERS,
    GRANULARITY,
    RANGE,
    REPORT_ERRORS,
    asked_website,
    parameter,
    query_shape,
)
from app.server.reports.registry import answered, several_answered
from app.storage.reports import overview as overview_reports

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
QUESTIONS = (
    ("questions", Annotated[str, Meta(description='JSON: {"name": {"report": "stats", "filter_country": "DE"}, ...}')]),
)
BREAKDOWNS = (
    parameter("metrics", "types of breakdowns with a comma between them"),
    parameter("limit", "rows of each breakdown, 1 to 100; 10 when left out"),
)


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get pageviews, visitors, sessions, bounce rate and duration, and the same before",
    needs=Access.READ,
    query=query_shape("StatsQuery", COMMON),
    reply=StatsReport,
    errors=REPORT_ERRORS,
)
async def stats(request: web.Request) -> web.Response:
    return await answered(request, "stats")


@routes.add(
    "GET",
    f"{ONE}/pageviews",
    "Get pageviews and visitors by hour, day, week or month",
    needs=Access.READ,
    query=query_shape("SeriesQuery", COMMON, GRANULARITY),
    reply=SeriesReport,
    errors=REPORT_ERRORS,
)
async def pageviews(request: web.Request) -> web.Response:
    return await answered(request, "pageviews")


@routes.add(
    "GET",
    f"{ONE}/metrics",
    "Get one page of a breakdown",
    needs=Access.READ,
    query=query_shape("MetricsQuery", TYPE, COMMON, PAGING),
    reply=MetricsReport,
    errors=REPORT_ERRORS,
)
async def metrics(request: web.Request) -> web.Response:
    return await answered(request, "metrics")


@routes.add(
    "GET",
    f"{ONE}/overview",
    "Get stats, time series and several breakdowns at once",
    needs=Access.READ,
    query=query_shape("OverviewQuery", COMMON, GRANULARITY, BREAKDOWNS),
    reply=OverviewReport,
    errors=REPORT_ERRORS,
)
async def overview(request: web.Request) -> web.Response:
    return await answered(request, "overview")


@routes.add(
    "GET",
    f"{ONE}/query",
    "Ask several questions at once; what they have in common is asked beside them",
    needs=Access.READ,
    query=query_shape("SeveralQuery", QUESTIONS, COMMON, GRANULARITY),
    reply=Data[dict[str, Any]],
    errors=(*REPORT_ERRORS, "rate_limited"),
)
async def several(request: web.Request) -> web.Response:
    return await several_answered(request)


@routes.add(
    "GET",
    f"{ONE}/realtime",
    "Get the visitors and events of the last 30 minutes",
    needs=Access.READ,
    query=query_shape("RealtimeQuery", BOTS),
    reply=Data[Realtime],
    errors=REPORT_ERRORS,
)
async def realtime(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    include_bots = includes_bots(params, website)
    now = datetime.now(UTC)
    return data_reply(
        await request.app[CONTEXT].database.read(overview_reports.realtime, website.key, now, include_bots)
    )
