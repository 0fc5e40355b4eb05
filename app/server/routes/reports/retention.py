"""Retention: who came again."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.retention import Retention
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import (
    BOTS,
    FILTERS,
    REQUIRED_RANGE,
    parameter,
    query_shape,
)
from app.server.reports.registry import answered

routes = Routes()

COHORTS = (
    parameter("cohort_granularity", "day, week or month; week when left out"),
    parameter("max_periods", "periods to show: up to 30 days, 12 weeks or 12 months; 30, 8 or 12 when left out"),
)


@routes.add(
    "GET",
    "/api/websites/{id}/retention",
    "Get how many of the visitors first seen in a day, week or month came again",
    needs=Access.READ,
    query=query_shape("RetentionQuery", REQUIRED_RANGE, BOTS, COHORTS, FILTERS),
    reply=Data[Retention],
    errors=("not_found", "rate_limited", "query_timeout", "storage_unavailable"),
)
async def retention(request: web.Request) -> web.Response:
    return await answered(request, "retention")
