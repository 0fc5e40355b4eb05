"""Streaming of exports: each chunk is read when the client has taken the one before."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import aclosing

from aiohttp import web

from app.domain.errors import AppError
from app.domain.files import parquet
from app.domain.reports.exports import (
    CONTENT_TYPES,
    CSV_HEADER,
    PARQUET_COLUMNS,
    ExportChunk,
    ExportCursor,
    ExportQuery,
    first_cursor,
)
from app.server.context import CONTEXT, DOWNLOADS
from app.server.limits.downloads import Download
from app.server.reports.registry import REPORT_LIMIT_S
from app.server.reports.turns import fair_caller, report_turn

log = logging.getLogger(__name__)

EXPORT_LIMIT_S = 3_600.0  # for a whole download; reading ten million events takes 1-2 minutes
PART_BYTES = 64 * 1024  # handed to the connection at once: a client that takes one in time is slow, but not silent

ReadChunk = Callable[[ExportCursor, int], Awaitable[ExportChunk]]  # by cursor and bytes before it


async def send_export(request: web.Request, query: ExportQuery) -> web.StreamResponse:
    """Reply with an export. Errors before the first chunk become an error reply; later ones abort the connection.

    It holds a slot while a chunk is read, and none while the client takes it.
    """
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
    async with (
        request.app[DOWNLOADS].hold(fair_caller(request), lambda: _abort(request)) as download,
        aclosing(export_chunks(_reading(request, query), query)) as chunks,
    ):
        first = await anext(chunks)
        await response.prepare(request)
        try:
            async with asyncio.timeout(EXPORT_LIMIT_S):
                await _send(response, download, first)
                async for chunk in chunks:
                    context.directory.require(query.website_id)  # the rest of a deleted website would be incomplete
                    await _send(response, download, chunk)
        except (AppError, TimeoutError) as error:
            log.info("Export aborted: %s", error or "it took too long")
            _abort(request)
    return response


async def send_file(
    request: web.Request, headers: Mapping[str, str], make: Callable[[], Awaitable[bytes]]
) -> web.StreamResponse:
    """Reply with a file made whole in memory. It counts as a download of its caller until the client has all of it."""
    response = web.StreamResponse(headers=headers)
    if request.method == "HEAD":
        return response
    async with request.app[DOWNLOADS].hold(fair_caller(request), lambda: _abort(request)) as download:
        body = await make()
        response.content_length = len(body)
        await response.prepare(request)
        await _send(response, download, body)
    return response


async def _send(response: web.StreamResponse, download: Download, chunk: bytes) -> None:
    for start in range(0, len(chunk), PART_BYTES):
        with download.sending():
            await response.write(chunk[start : start + PART_BYTES])


def _abort(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _reading(request: web.Request, query: ExportQuery) -> ReadChunk:
    events = request.app[CONTEXT].events
    next_chunk = events.store.exports.next_chunk

    async def read(cursor: ExportCursor, size_bytes: int) -> ExportChunk:
        async with report_turn(request, "reports", REPORT_LIMIT_S, is_heavy=False):
            # The chunk has its full time: a wait for others must not break a download off.
            return await events.read(
                next_chunk,
                query,
                cursor,
                size_bytes,
                limit_s=REPORT_LIMIT_S,
                pool="reports",
            )

    return read


async def export_chunks(read: ReadChunk, query: ExportQuery) -> AsyncGenerator[bytes]:
    """Yield the bytes of an export in chunks, some of them empty. Raises as `read`."""
    before = {"csv": CSV_HEADER, "ndjson": b"", "parquet": parquet.MAGIC}[query.format]
    groups: list[parquet.RowGroup] = []
    cursor, size_bytes = first_cursor(query.report), len(before)
    while cursor is not None:
        chunk = await read(cursor, size_bytes)
        cursor = chunk.following
        size_bytes += len(chunk.body)
        if chunk.group is not None:
            groups.append(chunk.group)
        yield before + chunk.body
        before = b""
    yield before + (parquet.footer(PARQUET_COLUMNS, groups) if query.format == "parquet" else b"")
