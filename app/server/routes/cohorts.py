"""Retention: who came again."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.api.wire import Data
from app.domain.cohorts import Retention, parse_cohort_query
from app.domain.report_query import parse_report_query
from app.server.endpoints import Routes, Scope
from app.server.parts import HEAVY_REPORTS, PARTS
from app.server.replies import data_reply
from app.server.report_params import (
    BOTS,
    FILTERS,
    REPORT_LIMIT_S,
    REQUIRED_RANGE,
    asked_website,
    parameter,
    query_shape,
)
from app.storage import cohorts

routes = Routes()

COHORTS = (
    parameter("cohort_granularity", "day, week or month; week when left out"),
    parameter("max_periods", "periods to show: up to 30 days, 12 weeks or 12 months; 30, 8 or 12 when left out"),
)


@routes.add(
    "GET",
    "/api/websites/{id}/retention",
    "Get how many of the visitors first seen in a day, week or month came again",
    needs=Scope.READ,
    query=query_shape("RetentionQuery", REQUIRED_RANGE, BOTS, COHORTS, FILTERS),
    reply=Data[Retention],
    errors=("not_found", "rate_limited", "query_timeout", "storage_unavailable"),
)
async def retention(request: web.Request) -> web.Response:
    website, params = asked_website(request)
    asked = parse_cohort_query(params)
    now = datetime.now(UTC)
    query = parse_report_query(params, website, now, style="required", is_blank_refused=True)
    today = now.astimezone(query.period.zone).date()
    async with request.app[HEAVY_REPORTS].turn("retention"):
        database = request.app[PARTS].database
        return data_reply(await database.read(cohorts.retention, query, asked, today, limit_s=REPORT_LIMIT_S))
