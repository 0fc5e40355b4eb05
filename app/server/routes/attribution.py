"""Attribution and revenue: the conversions of a goal by where the visitors came from, and what they are worth."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from aiohttp import web
from msgspec import Meta

from app.domain.attribution import (
    AttributionQuery,
    AttributionReport,
    RevenueReport,
    parse_attribution_query,
    parse_goal_id,
)
from app.domain.report_query import ReportQuery, parse_report_query
from app.server.endpoints import Routes, Scope
from app.server.parts import PARTS
from app.server.replies import query_params, reply
from app.server.report_params import (
    BOTS,
    COMPARISON,
    FILTERS,
    RANGE,
    REPORT_ERRORS,
    REPORT_LIMIT_S,
    asked_website,
    parameter,
    query_shape,
)
from app.storage import attribution as storage

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
    needs=Scope.READ,
    query=query_shape("AttributionQuery", GOAL, ROWS, COMMON),
    reply=AttributionReport,
    errors=REPORT_ERRORS,
)
async def attribution(request: web.Request) -> web.Response:
    query, wanted = _asked(request)
    parts = request.app[PARTS]
    channels = parts.ingest.channels
    return reply(await parts.database.answer(storage.attribution, query, wanted, channels, limit_s=REPORT_LIMIT_S))


@routes.add(
    "GET",
    f"{ONE}/revenue/summary",
    "Get how often a goal was reached and what that is worth",
    needs=Scope.READ,
    query=query_shape("RevenueQuery", GOAL, COMMON),
    reply=RevenueReport,
    errors=REPORT_ERRORS,
)
async def revenue_summary(request: web.Request) -> web.Response:
    query, wanted = _asked(request)
    return reply(await request.app[PARTS].database.answer(storage.revenue, query, wanted, limit_s=REPORT_LIMIT_S))


def _asked(request: web.Request) -> tuple[ReportQuery, AttributionQuery]:
    """What a request wants to know. That no goal is named is said before anything else."""
    parse_goal_id(query_params(request))
    website, params = asked_website(request)
    query = parse_report_query(params, website, datetime.now(UTC), style="strict")
    return query, parse_attribution_query(params)
