"""Retention: the visitors of a cohort who return in later periods."""

from __future__ import annotations

from aiohttp import web

from app.api.wire import Data
from app.domain.reports.retention import Retention
from app.server.access.endpoints import Access, Routes
from app.server.reports.params import BOTS, FILTERS, REPORT_ERRORS, REQUIRED_RANGE, parameter, query_shape
from app.server.reports.registry import run_report

routes = Routes()

COHORTS = (
    parameter("cohort_granularity", "day, week or month; defaults to week"),
    parameter("max_periods", "periods to show: up to 30 days, 12 weeks or 12 months; defaults to 30, 8 or 12"),
)


@routes.add(
    "GET",
    "/api/websites/{id}/retention",
    "Get the retention of visitors by the day, week or month of their first visit",
    needs=Access.READ,
    query=query_shape("RetentionQuery", REQUIRED_RANGE, BOTS, COHORTS, FILTERS),
    reply=Data[Retention],
    errors=REPORT_ERRORS,
)
async def retention(request: web.Request) -> web.Response:
    return await run_report(request, "retention")
