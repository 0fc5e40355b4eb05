"""Attribution and revenue of a goal."""

from __future__ import annotations

from aiohttp import web

from app.domain.reports.attribution import MAX_ROWS, AttributionReport, RevenueReport, parse_goal_id
from app.server.access.endpoints import Access, Routes
from app.server.http.replies import query_params
from app.server.reports.params import COMPARED, REPORT_ERRORS, paging, parameter, query_shape, required
from app.server.reports.registry import run_report

routes = Routes()

ONE = "/api/websites/{id}"
GOAL = (
    required("goal_id", "goal of this website"),
    parameter("model", "first_touch or last_touch; defaults to last_touch"),
)
ROWS = (
    parameter("type", "dimension of the rows: channel, channel_group, source, medium or one of the metrics"),
    *paging("rows", default=MAX_ROWS, highest=MAX_ROWS),
)


@routes.add(
    "GET",
    f"{ONE}/attribution",
    "Get the conversions and revenue of a goal by traffic source",
    needs=Access.READ,
    query=query_shape("AttributionQuery", GOAL, ROWS, COMPARED),
    reply=AttributionReport,
    errors=REPORT_ERRORS,
)
async def attribution(request: web.Request) -> web.Response:
    parse_goal_id(query_params(request))  # a missing goal is reported before an unknown website
    return await run_report(request, "attribution")


@routes.add(
    "GET",
    f"{ONE}/revenue/summary",
    "Get the conversions and revenue of a goal",
    needs=Access.READ,
    query=query_shape("RevenueQuery", GOAL, COMPARED),
    reply=RevenueReport,
    errors=REPORT_ERRORS,
)
async def revenue_summary(request: web.Request) -> web.Response:
    parse_goal_id(query_params(request))
    return await run_report(request, "revenue/summary")
