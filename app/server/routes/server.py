"""Server status and the live stream."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from typing import Annotated, get_args

from aiohttp import web
from msgspec import Meta, Struct

from app.api.server import PauseBody
from app.api.wire import LIVE_TYPES, Data, live_text
from app.domain.errors import AppError
from app.domain.live import LiveMessage
from app.domain.server_status import LogLevel, LogLine, Requeued, ServerStatus
from app.loop import spawn
from app.server.access.endpoints import Access, Routes
from app.server.access.guard import CALLER
from app.server.context import AUTHORIZER, CONTEXT, ENDPOINTS, ServerContext
from app.server.http.replies import data_reply, read_body, read_query
from app.server.live import TenantView

log = logging.getLogger(__name__)
routes = Routes()

STATUS_EVERY_S = 1.0
HEARTBEAT_S = 10.0  # of silence; clients give up after 20 s
WRITE_LIMIT_S = 30.0  # a client that reads nothing for this long is disconnected
RECONNECT_MS = 2_000
STREAM = "text/event-stream"
_RANK = {level: rank for rank, level in enumerate(get_args(LogLevel))}


class LiveQuery(Struct):
    """Parameters of the live stream. log: minimum level of log lines, none when left out."""

    log: Annotated[LogLevel | None, Meta(description="include log lines of this level and above")] = None


@routes.add(
    "GET", "/api/server/status", "Get server status", needs=Access.ADMIN, is_of_server=True, reply=Data[ServerStatus]
)
async def server_status(request: web.Request) -> web.Response:
    return data_reply(await request.app[CONTEXT].status())


@routes.add(
    "POST",
    "/api/server/quarantine/requeue",
    "Take events in again from the quarantine",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[Requeued],
    errors=("storage_unavailable",),
    description="Events of unknown websites stay in it. Events that the database refused are tried again.",
)
async def requeue(request: web.Request) -> web.Response:
    return data_reply(await request.app[CONTEXT].ingest.requeue())


@routes.add(
    "POST",
    "/api/server/clock/confirm",
    "Confirm that the server's clock is right",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[ServerStatus],
    description="After a jump of the clock: deletions that were put off go on, and what has expired ends.",
)
async def confirm_clock(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    await context.trusted_clock.confirm()
    return data_reply(await context.status())


@routes.add(
    "POST",
    "/api/server/pause",
    "Pause collecting for a while",
    needs=Access.ADMIN,
    is_of_server=True,
    body=PauseBody,
    reply=Data[ServerStatus],
    description="Events are refused meanwhile and not counted. The pause ends by itself, at the latest after a day.",
)
async def pause(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    minutes = (await read_body(request, PauseBody)).minutes
    context.ingest.pause(minutes * 60.0)
    log.info("Collecting is paused for %d minutes", minutes)
    return data_reply(await context.status())


@routes.add(
    "POST",
    "/api/server/resume",
    "End a pause of collecting",
    needs=Access.ADMIN,
    is_of_server=True,
    reply=Data[ServerStatus],
)
async def resume(request: web.Request) -> web.Response:
    context = request.app[CONTEXT]
    context.ingest.pause(0.0)
    log.info("Collecting goes on")
    return data_reply(await context.status())


@routes.add(
    "GET",
    "/api/live",
    "Stream live events as server-sent events",
    needs=Access.LIVE,
    query=LiveQuery,
    reply=tuple(LIVE_TYPES.values()),
    content_type=STREAM,
    errors=("bad_request", "rate_limited"),
    description="Event names: arrived, stored, websites_changed, alert, server_status (every second), log (if `log` is"
    " set). In cloud mode the last two are not sent, and the others are about the websites of the tenant.",
)
async def live(request: web.Request) -> web.StreamResponse:
    query = read_query(request, LiveQuery)
    context = request.app[CONTEXT]
    response = web.StreamResponse(headers={"Content-Type": STREAM, "X-Accel-Buffering": "no"})
    if request.method == "HEAD":
        return response
    tenant = request[CALLER].tenant
    view = None if tenant is None else TenantView(context.directory, tenant)
    with context.hub.subscribe(tenant) as messages:
        opening = await _opening_messages(context, query.log, view)
        with _until_gone(request):
            await response.prepare(request)
            await _send(response, opening)
            authorizer, endpoint = request.app[AUTHORIZER], request.app[ENDPOINTS].of(request)
            assert endpoint is not None, "the endpoint of this handler"
            # Checked for every message: keys are revoked and sessions end while the stream is open.
            while (message := await _next(messages)) is not None and authorizer.allows(request, endpoint):
                if text := _text(message, query.log, view):
                    await _send(response, text)
    return response


async def live_stream(app: web.Application) -> AsyncIterator[None]:
    """Publish the server status and the log to the hub while the application runs."""
    context, loop = app[CONTEXT], asyncio.get_running_loop()

    def publish(line: LogLine) -> None:  # on the thread that writes the log
        if context.hub.has_listeners:
            loop.call_soon_threadsafe(context.hub.publish, line)

    with context.log_lines.subscribe(publish):
        ticker = spawn("live-status", _publish_status(context))
        yield
        ticker.cancel()
        with suppress(asyncio.CancelledError):
            await ticker


async def _publish_status(context: ServerContext) -> None:
    while True:
        await asyncio.sleep(STATUS_EVERY_S)
        if context.hub.has_listeners:
            try:
                context.hub.publish(await context.status())
            except (AppError, OSError) as error:  # the next second may succeed
                log.debug("The server status could not be read: %s", error)


async def _opening_messages(context: ServerContext, level: LogLevel | None, view: TenantView | None) -> bytes:
    """Return the first messages of a stream: the server status, and the log so far if requested; of a tenant none."""
    if view is not None:
        return b"retry: %d\n\n" % RECONNECT_MS
    texts = [b"retry: %d\n\n" % RECONNECT_MS, live_text(await context.status())]
    if level is not None:
        texts += [_text(line, level, None) for line in context.log_lines.lines()]
    return b"".join(texts)


async def _next(messages: AsyncIterator[LiveMessage]) -> LiveMessage | bytes | None:
    """Return the next message, a comment after a long silence, None at the end."""
    try:
        async with asyncio.timeout(HEARTBEAT_S):
            return await anext(messages)
    except TimeoutError:
        return b": still here\n\n"
    except StopAsyncIteration:
        return None


def _text(message: LiveMessage | bytes, level: LogLevel | None, view: TenantView | None) -> bytes:
    """Return a message as sent; empty for a log line below `level`, and for what a tenant does not see."""
    if isinstance(message, bytes):
        return message
    if view is not None:
        seen = view.seen(message)
        return b"" if seen is None else live_text(seen)
    if isinstance(message, LogLine) and (level is None or _RANK[message.level] < _RANK[level]):
        return b""
    return live_text(message)


async def _send(response: web.StreamResponse, text: bytes) -> None:
    async with asyncio.timeout(WRITE_LIMIT_S):
        await response.write(text)


@contextmanager
def _until_gone(request: web.Request) -> Iterator[None]:
    """End quietly when the client has closed the connection or stopped reading."""
    try:
        yield
    except TimeoutError:
        if request.transport is not None:
            request.transport.abort()
    except ConnectionError:
        pass
