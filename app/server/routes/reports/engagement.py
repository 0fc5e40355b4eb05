"""Engagement: traffic by hour of the week, and time on page."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.domain.reports.query import DEFAULT_ROWS, MAX_ROWS
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import COMMON, ORDER, REPORT_ERRORS, paging, parameter, query_shape, search
from app.server.reports.registry import run_report

routes = Routes()

ONE = "/api/websites/{id}"
PAGING = (
    *paging("rows", default=DEFAULT_ROWS, highest=MAX_ROWS),
    search("path"),
    parameter("sort", "pageviews, timed_pageviews, avg_time_seconds or median_time_seconds; defaults to pageviews"),
    ORDER,
)


@routes.add(
    "GET",
    f"{ONE}/heatmap",
    "Get pageviews, visitors, sessions and custom events by weekday and hour",
    needs=Access.READ,
    query=query_shape("HeatMapQuery", COMMON),
    reply=Data[HeatMap],
    errors=REPORT_ERRORS,
)
async def heat_map(request: web.Request) -> web.Response:
    return await run_report(request, "heatmap")


@routes.add(
    "GET",
    f"{ONE}/page-times",
    "Get the time spent on each page",
    needs=Access.READ,
    query=query_shape("PageTimesQuery", COMMON, PAGING),
    reply=PageTimesReport,
    errors=REPORT_ERRORS,
)
async def page_times(request: web.Request) -> web.Response:
    return await run_report(request, "page-times")
