"""Overview reports: stats, time series, breakdowns, all of them in one request, batches, and realtime."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.query import COURSES, DEFAULT_ROWS, MAX_ROWS
from app.domain.reports.results import MetricsReport, OverviewReport, Realtime, SeriesReport, StatsReport
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    BOTS,
    COMPARED,
    GRANULARITY,
    ORDER,
    REPORT_ERRORS,
    paging,
    parameter,
    query_shape,
    required,
    search,
)
from app.server.reports.registry import run_batch, run_report

routes = Routes()

ONE = "/api/websites/{id}"
PAGE = paging("rows", default=DEFAULT_ROWS, highest=MAX_ROWS)
SORTING = (
    search("value"),
    parameter("sort", "visitors, pageviews, bounce_rate or avg_duration_seconds"),
    ORDER,
)
TYPE = (required("type", "dimension to break down by, such as page or country; the filters list them all"),)
BATCH = (required("questions", 'reports by name, as JSON: {"name": {"report": "stats", "filter_country": "DE"}, ...}'),)
BREAKDOWNS = (
    parameter("metrics", "dimensions to break down by, separated by commas"),
    parameter("limit", f"rows per breakdown, 1 to {MAX_ROWS}; defaults to {DEFAULT_ROWS}"),
    parameter("courses", f"which of {', '.join(COURSES)} are counted; both by default, the others are empty"),
)


@routes.add(
    "GET",
    f"{ONE}/stats",
    "Get pageviews, visitors, sessions, bounce rate and session duration",
    needs=Access.READ,
    query=query_shape("StatsQuery", COMPARED),
    reply=StatsReport,
    errors=REPORT_ERRORS,
)
async def stats(request: web.Request) -> web.Response:
    return await run_report(request, "stats")


@routes.add(
    "GET",
    f"{ONE}/pageviews",
    "Get the time series of pageviews and visitors",
    needs=Access.READ,
    query=query_shape("SeriesQuery", COMPARED, GRANULARITY),
    reply=SeriesReport,
    errors=REPORT_ERRORS,
)
async def pageviews(request: web.Request) -> web.Response:
    return await run_report(request, "pageviews")


@routes.add(
    "GET",
    f"{ONE}/metrics",
    "Get one page of a breakdown",
    needs=Access.READ,
    query=query_shape("MetricsQuery", TYPE, COMPARED, PAGE, SORTING),
    reply=MetricsReport,
    errors=REPORT_ERRORS,
)
async def metrics(request: web.Request) -> web.Response:
    return await run_report(request, "metrics")


@routes.add(
    "GET",
    f"{ONE}/overview",
    "Get stats, time series and several breakdowns in one request",
    needs=Access.READ,
    query=query_shape("OverviewQuery", COMPARED, GRANULARITY, BREAKDOWNS),
    reply=OverviewReport,
    errors=REPORT_ERRORS,
)
async def overview(request: web.Request) -> web.Response:
    return await run_report(request, "overview")


@routes.add(
    "GET",
    f"{ONE}/query",
    "Run several reports in one request; each takes the parameters of the request and its own",
    needs=Access.READ,
    query=query_shape("BatchQuery", BATCH, COMPARED, GRANULARITY),
    reply=Data[dict[str, Any]],
    errors=REPORT_ERRORS,
)
async def batch(request: web.Request) -> web.Response:
    return await run_batch(request)


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
    return await run_report(request, "realtime")
