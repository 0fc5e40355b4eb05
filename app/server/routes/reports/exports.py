"""Exports: every event of a range as a file."""

from __future__ import annotations

from aiohttp import web

from app.domain.reports.exports import parse_export
from app.server.access.endpoints import Access, Routes
from app.server.reports.exporting import send_export
from app.server.reports.params import BOTS, FILTERS, REPORT_ERRORS, REQUIRED_RANGE, parameter, query_shape
from app.server.reports.registry import report_input

routes = Routes()

FORMAT = (parameter("format", "csv, ndjson or parquet; defaults to csv"),)


@routes.add(
    "GET",
    "/api/websites/{id}/export",
    "Export the events of a range, oldest first",
    needs=Access.READ,
    query=query_shape("ExportQuery", REQUIRED_RANGE, FORMAT, BOTS, FILTERS),
    reply=str,
    content_type="text/csv",
    errors=REPORT_ERRORS,
)
async def export(request: web.Request) -> web.StreamResponse:
    given = report_input(request)
    return await send_export(request, parse_export(given.params, given.website.id, given.website, given.now))
