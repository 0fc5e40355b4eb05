"""Exports: every event of a range, as a file."""

from __future__ import annotations

from datetime import UTC, datetime

from aiohttp import web

from app.domain.reports.exports import parse_export
from app.server.access.endpoints import Access, Routes
from app.server.reports.exporting import send_export
from app.server.reports.params import (
    BOTS,
    FILTERS,
    REPORT_ERRORS,
    REQUIRED_RANGE,
    asked_website,
    parameter,
    query_shape,
)

routes = Routes()

FORMAT = (parameter("format", "csv, ndjson or parquet; csv when left out"),)


@routes.add(
    "GET",
    "/api/websites/{id}/export",
    "Download the events of a range, oldest first",
    needs=Access.READ,
    query=query_shape("ExportQuery", REQUIRED_RANGE, FORMAT, BOTS, FILTERS),
    reply=str,
    content_type="text/csv",
    errors=(*REPORT_ERRORS, "rate_limited"),
)
async def export(request: web.Request) -> web.StreamResponse:
    website, params = asked_website(request)
    return await send_export(request, parse_export(params, website.id, website, datetime.now(UTC)))
