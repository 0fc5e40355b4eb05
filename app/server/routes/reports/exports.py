"""Exports as files: every event of a range, and every row of a breakdown."""

from __future__ import annotations

from aiohttp import web

from app.domain.reports.exports import MAX_TABLE_ROWS, TABLE_TYPES, parse_export, parse_table
from app.server.access.endpoints import Access, Routes
from app.server.reports import answers
from app.server.reports.exporting import send_export, send_file
from app.server.reports.params import (
    BOTS,
    COMPARED,
    FILTERS,
    REPORT_ERRORS,
    REQUIRED_RANGE,
    parameter,
    query_shape,
)
from app.server.reports.registry import ReportCall, execute, report_input
from app.server.routes.reports.overview import SORTING, TYPE

routes = Routes()

FORMAT = (parameter("format", "csv, ndjson or parquet; defaults to csv"),)
TABLE_FORMAT = (parameter("format", "csv, json or parquet; defaults to csv"),)


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


@routes.add(
    "GET",
    "/api/websites/{id}/metrics/export",
    f"Export all rows of a breakdown, at most {MAX_TABLE_ROWS:,}",
    needs=Access.READ,
    query=query_shape("TableQuery", TYPE, COMPARED, SORTING, TABLE_FORMAT),
    reply=str,
    content_type="text/csv",
    errors=REPORT_ERRORS,
)
async def breakdown(request: web.Request) -> web.StreamResponse:
    given = report_input(request)
    table = parse_table(given.params)
    query = given.query()
    headers = {
        "Content-Type": TABLE_TYPES[table.format],
        "Content-Disposition": f'attachment; filename="{table.file_name}"',
    }

    async def make() -> bytes:
        # Not kept in the cache of reports: large, and rarely asked for twice.
        body: bytes = await execute(request, ReportCall(answers.table_file, (query, table), query.website))
        return body

    return await send_file(request, headers, make)
