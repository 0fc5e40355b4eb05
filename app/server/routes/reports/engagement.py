"""When people come, and how long they stay on pages."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.engagement import HeatMap, PageTimesReport
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    BOTS,
    FILTERS,
    RANGE,
    REPORT_ERRORS,
    parameter,
    query_shape,
)
from app.server.reports.registry import answered

routes = Routes()

ONE = "/api/websites/{id}"
COMMON = (*RANGE, *BOTS, *FILTERS)
PAGING = (
    parameter("limit", "rows, 1 to 100; 10 when left out"),
    parameter("offset", "rows to skip"),
    parameter("search", "text the path contains, whatever its case"),
    parameter("sort", "pageviews, timed_pageviews, avg_time_seconds or median_time_seconds"),
    parameter("order", "desc or asc"),
)


@routes.add(
    "GET",
    f"{ONE}/heatmap",
    "Get pageviews and visitors by hour and weekday",
    needs=Access.READ,
    query=query_shape("HeatMapQuery", COMMON),
    reply=Data[HeatMap],
    errors=REPORT_ERRORS,
)
async def heat_map(request: web.Request) -> web.Response:
    return await answered(request, "heatmap")


@routes.add(
    "GET",
    f"{ONE}/page-times",
    "Get how long pages are looked at",
    needs=Access.READ,
    query=query_shape("PageTimesQuery", COMMON, PAGING),
    reply=PageTimesReport,
    errors=REPORT_ERRORS,
)
async def page_times(request: web.Request) -> web.Response:
    return await answered(request, "page-times")
