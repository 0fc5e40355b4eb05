"""What the server says about itself: its status once, or everything that happens as a stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, get_args

from aiohttp import web
from msgspec import Meta, Struct

from app.api.wire import LIVE_TYPES, Data, live_text
from app.domain.errors import AppError
from app.domain.live import LiveMessage
from app.domain.server_status import LogLevel, LogLine, ServerStatus
from app.loop import spawn
from app.server.access.endpoints import Access, Routes
from app.server.context import AUTHORIZER, CONTEXT, ENDPOINTS, ServerContext
from app.server.http.replies import data_reply, read_query

log = logging.getLogger(__name__)
routes = Routes()

STATUS_EVERY_S = 1.0
HEARTBEAT_S = 10.0  # of silence; clients give up after twenty
WRITE_LIMIT_S = 30.0  # a client that takes nothing for so long is gone
RECONNECT_MS = 2_000
STREAM = "text/event-stream"
_RANK = {level: rank for rank, level in enumerate(get_args(LogLevel))}


class LiveQuery(Struct):
    """log: also the log, from this level on."""

    log: Annotated[LogLevel | None, Meta(description="also the server's log, from this level on")] = None


@routes.add("GET", "/api/server/status", "Ask how the server is", needs=Access.ADMIN, reply=Data[ServerStatus])
async def server_status(request: web.Request) -> web.Response:
    return data_reply(await request.app[CONTEXT].status())


@routes.add(
    "GET",
    "/api/live",
    "Follow what happens: server-sent events",
    needs=Access.ADMIN,
    query=LiveQuery,
    reply=tuple(LIVE_TYPES.values()),
    content_type=STREAM,
    errors=("bad_request", "rate_limited"),
    description="Event names: arrived, stored, websites_changed, server_status (every second), log (with `log`).",
)
async def live(request: web.Request) -> web.StreamResponse:
    query = read_query(request, LiveQuery)
    context = request.app[CONTEXT]
    response = web.StreamResponse(headers={"Content-Type": STREAM, "X-Accel-Buffering": "no"})
    if request.method == "HEAD":
        return response
    with context.hub.subscribe() as messages:
        first = await _greeting(context, query.log)
        await response.prepare(request)
        with _until_gone(request):
            await _send(response, first)
            authorizer, endpoint = request.app[AUTHORIZER], request.app[ENDPOINTS].of(request)
            assert endpoint is not None, "it is this one"
            # Asked again and again: keys are revoked and people sign out meanwhile.
            while (message := await _next(messages)) is not None and authorizer.allows(request, endpoint):
                if text := _text(message, query.log):
                    await _send(response, text)
    return response


async def live_stream(app: web.Application) -> AsyncIterator[None]:
    """Feed the hub with the server's state and its log while the application runs."""
    context, loop = app[CONTEXT], asyncio.get_running_loop()

    def hear(line: LogLine) -> None:  # on the thread that writes the log
        if context.hub.has_listeners:
            loop.call_soon_threadsafe(context.hub.publish, line)

    with context.log_lines.subscribe(hear):
        ticker = spawn("live-status", _tell_status(context))
        yield
        ticker.cancel()
        with suppress(asyncio.CancelledError):
            await ticker


async def _tell_status(context: ServerContext) -> None:
    while True:
        await asyncio.sleep(STATUS_EVERY_S)
        if context.hub.has_listeners:
            try:
                context.hub.publish(await context.status())
            except (AppError, OSError) as error:  # the next second may be better
                log.debug("No status this second: %s", error)


async def _greeting(context: ServerContext, level: LogLevel | None) -> bytes:
    """What a new listener gets at once: how the server is, and the log so far."""
    texts = [b"retry: %d\n\n" % RECONNECT_MS, live_text(await context.status())]
    if level is not None:
        texts += [_text(line, level) for line in context.log_lines.lines()]
    return b"".join(texts)


async def _next(messages: AsyncIterator[LiveMessage]) -> LiveMessage | bytes | None:
    """The next message, a comment after a long silence, None at the end."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            return await anext(messages)
    except TimeoutError:
        return b": still here\n\n"
    except StopAsyncIteration:
        return None


def _text(message: LiveMessage | bytes, level: LogLevel | None) -> bytes:
    """The message as it is sent; nothing for a log line that was not asked for."""
    if isinstance(message, bytes):
        return message
    if isinstance(message, LogLine) and (level is None or _RANK[message.level] < _RANK[level]):
        return b""
    return live_text(message)


async def _send(response: web.StreamResponse, text: bytes) -> None:
    async with asyncio.timeout(WRITE_LIMIT_S):
        await response.write(text)


@contextmanager
def _until_gone(request: web.Request) -> Iterator[None]:
    """End quietly when the client has closed the connection, or takes nothing any more."""
    try:
        yield
    except TimeoutError:
        if request.transport is not None:
            request.transport.abort()
    except ConnectionError:
        pass
