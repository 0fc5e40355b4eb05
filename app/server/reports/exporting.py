"""Sends an export while it is made: one piece at a time, the next one when the receiver has taken it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

from aiohttp import web

from app.domain.errors import AppError
from app.domain.reports.exports import CONTENT_TYPES, CSV_HEADER, ExportQuery, first_place
from app.server.context import CONTEXT, REPORT_SLOTS
from app.server.reports.registry import REPORT_LIMIT_S
from app.storage.database import Database
from app.storage.reports import exports, parquet

log = logging.getLogger(__name__)

EXPORT_LIMIT_S = 3_600.0  # for all of an export to be made and received; to make ten million events takes 1-2 minutes


async def send_export(request: web.Request, query: ExportQuery) -> web.StreamResponse:
    """Answer with an export. What is wrong before its first piece is said; later the connection breaks off instead."""
    response = web.StreamResponse(
        headers={
            "Content-Type": CONTENT_TYPES[query.format],
            "Content-Disposition": f'attachment; filename="{query.file_name}"',
        }
    )
    if request.method == "HEAD":
        return response
    context = request.app[CONTEXT]
    async with request.app[REPORT_SLOTS].hold("export"), aclosing(made(context.database, query)) as pieces:
        first = await anext(pieces)
        await response.prepare(request)
        try:
            async with asyncio.timeout(EXPORT_LIMIT_S):
                await response.write(first)
                async for piece in pieces:
                    context.directory.require(query.website_id)  # what is left of a deleted website is not whole
                    await response.write(piece)
        except (AppError, TimeoutError) as error:
            log.info("An export broke off: %s", error or "it took too long")
            if request.transport is not None:
                request.transport.abort()
    return response


async def made(database: Database, query: ExportQuery) -> AsyncGenerator[bytes]:
    """The bytes of an export, one piece after the other; some may be empty. Raises as `Database.read`."""
    before = {"csv": CSV_HEADER, "ndjson": b"", "parquet": parquet.MAGIC}[query.format]
    groups: list[parquet.RowGroup] = []
    place, size_bytes = first_place(query.report), len(before)
    while place is not None:
        piece = await database.read(exports.next_piece, query, place, size_bytes, limit_s=REPORT_LIMIT_S)
        place = piece.following
        size_bytes += len(piece.body)
        if piece.group is not None:
            groups.append(piece.group)
        yield before + piece.body
        before = b""
    yield before + (parquet.footer(exports.PARQUET_COLUMNS, groups) if query.format == "parquet" else b"")
