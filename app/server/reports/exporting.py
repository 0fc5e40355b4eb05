"""Streaming of exports: each chunk is read when the client has taken the one before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from aiohttp import web

from app.domain.errors import AppError
from app.domain.reports.exports import CONTENT_TYPES, CSV_HEADER, ExportQuery, first_cursor
from app.server.context import CONTEXT, REPORT_SLOTS
from app.server.reports.registry import REPORT_LIMIT_S
from app.storage.database import Database
from app.storage.reports import exports, parquet

log = logging.getLogger(__name__)

EXPORT_LIMIT_S = 3_600.0  # for a whole download; reading ten million events takes 1-2 minutes


async def send_export(request: web.Request, query: ExportQuery) -> web.StreamResponse:
    """Reply with an export. Errors before the first chunk become an error reply; later ones abort the connection."""
    response = web.StreamResponse(
        headers={
            "Content-Type": CONTENT_TYPES[query.format],
            "Content-Disposition": f'attachment; filename="{query.file_name}"',
        }
    )
    if request.method == "HEAD":
        return response
    context = request.app[CONTEXT]
    await context.ingest.store_waiting([query.report.website])
    async with request.app[REPORT_SLOTS].hold("export"), aclosing(export_chunks(context.database, query)) as chunks:
        first = await anext(chunks)
        await response.prepare(request)
        try:
            async with asyncio.timeout(EXPORT_LIMIT_S):
                await response.write(first)
                async for chunk in chunks:
                    context.directory.require(query.website_id)  # the rest of a deleted website would be incomplete
                    await response.write(chunk)
        except (AppError, TimeoutError) as error:
            log.info("Export aborted: %s", error or "it took too long")
            if request.transport is not None:
                request.transport.abort()
    return response


async def export_chunks(database: Database, query: ExportQuery) -> AsyncGenerator[bytes]:
    """Yield the bytes of an export in chunks, some of them empty. Raises as `Database.read`."""
    before = {"csv": CSV_HEADER, "ndjson": b"", "parquet": parquet.MAGIC}[query.format]
    groups: list[parquet.RowGroup] = []
    cursor, size_bytes = first_cursor(query.report), len(before)
    while cursor is not None:
        chunk = await database.read(exports.next_chunk, query, cursor, size_bytes, limit_s=REPORT_LIMIT_S)
        cursor = chunk.following
        size_bytes += len(chunk.body)
        if chunk.group is not None:
            groups.append(chunk.group)
        yield before + chunk.body
        before = b""
    yield before + (parquet.footer(exports.PARQUET_COLUMNS, groups) if query.format == "parquet" else b"")
