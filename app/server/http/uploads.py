"""Uploads of files, which their handlers take part by part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from aiohttp import web

from app.server.http.replies import ask_for_body

SILENCE_LIMIT_S = 30.0  # between two parts
BINARY = "application/octet-stream"


async def uploaded(request: web.Request) -> AsyncIterator[bytes]:
    """Ask for the body of a request, and yield it in parts. Raises RequestPayloadError when it stops arriving."""
    ask_for_body(request)
    while True:
        try:
            async with asyncio.timeout(SILENCE_LIMIT_S):
                chunk = await request.content.readany()
        except TimeoutError as error:
            raise web.RequestPayloadError("The body did not arrive in time.") from error
        if not chunk:
            return
        yield chunk
