"""Attribution and revenue: the conversions of a goal by where the visitors came from, and what they are worth."""

from __future__ import annotations

from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.domain.reports.attribution import AttributionReport, RevenueReport, parse_goal_id
from app.server.access.endpoints import Access, Routes
from app.server.http.replies import query_params
from app.server.reports.params import BOTS, COMPARISON, FILTERS, RANGE, REPORT_ERRORS, parameter, query_shape
from app.server.reports.registry import answered

routes = Routes()

ONE = "/api/websites/{id}"
GOAL = (
    ("goal_id", Annotated[str, Meta(description="a goal of this website")]),
    parameter("model", "first_touch or last_touch; the latter when left out"),
)
ROWS = (
    parameter(
        "type", "what the rows are: channel (when left out), channel_group, source, medium, or a type of the breakdowns"
    ),
    parameter("limit", "rows, 1 to 1000; 1000 when left out"),
    parameter("offset", "rows to skip"),
)
COMMON = (*RANGE, *BOTS, *COMPARISON, *FILTERS)


@routes.add(
    "GET",
    f"{ONE}/attribution",
    "Get the conversions and revenue of a goal by where the visitors came from",
    needs=Access.READ,
    query=query_shape("AttributionQuery", GOAL, ROWS, COMMON),
    reply=AttributionReport,
    errors=REPORT_ERRORS,
)
async def attribution(request: web.Request) -> web.Response:
    parse_goal_id(query_params(request))  # that none is named is said before anything else
    return await answered(request, "attribution")


@routes.add(
    "GET",
    f"{ONE}/revenue/summary",
    "Get how often a goal was reached and what that is worth",
    needs=Access.READ,
    query=query_shape("RevenueQuery", GOAL, COMMON),
    reply=RevenueReport,
    errors=REPORT_ERRORS,
)
async def revenue_summary(request: web.Request) -> web.Response:
    parse_goal_id(query_params(request))
    return await answered(request, "revenue/summary")
