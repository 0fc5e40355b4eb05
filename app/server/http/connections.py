"""Connections as we want them: refusals of aiohttp's parser have the one error shape, and no address is logged.

They are counted, and those that neither ask nor listen are let go.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from aiohttp import web
from aiohttp.web_protocol import RequestHandler

from app.api.wire import STATUS_OF
from app.domain.errors import AppError, BadRequest
from app.server.http.connection_limit import ConnectionLimiter
from app.server.http.replies import error_reply
from app.server.http.sockets import BACKLOG

log = logging.getLogger(__name__)

# Idle connections are closed after this; aiohttp would keep them for an hour, and each takes one of the files that a
# process may have open. Longer than the two minutes for which a proxy such as Caddy thinks that it can use one again.
IDLE_LIMIT_S = 150.0
STALL_LIMIT_S = 30.0  # for a client to read something while a reply waits for it

Headers = Sequence[tuple[str, str]]


class Connection(RequestHandler):
    """One client's connection. fixed_headers: those of every reply; limiter: None where somebody else counts it."""

    __slots__ = ("_limiter", "_fixed_headers", "_is_refused", "_stalled")

    def __init__(self, server: web.Server, fixed_headers: Headers, limiter: ConnectionLimiter | None) -> None:
        # No access log: it would name the addresses of visitors.
        loop = asyncio.get_running_loop()
        access_log: Any = None  # that is how it is switched off, though its type does not say so
        super().__init__(
            server,
            loop=loop,
            access_log=access_log,
            keepalive_timeout=IDLE_LIMIT_S,
            auto_decompress=False,  # encodings.py does it, within bounds
        )
        self._fixed_headers = fixed_headers
        self._limiter = limiter
        self._is_refused = False
        self._stalled: asyncio.TimerHandle | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing is under way. A request whose head is not whole does not count: it may never be."""
        return self._current_request is None and not self._messages

    def end(self) -> None:
        """Close at once."""
        if self.transport is not None:
            self.transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self._limiter is not None and not self._limiter.enter(self, peer_of(transport)):
            self._is_refused = True
            if isinstance(transport, asyncio.Transport):
                transport.abort()
            return
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._is_refused:
            return
        if self._limiter is not None:
            self._limiter.leave(self)
        self._forget_stall()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """The client does not read as fast as we write."""
        super().pause_writing()
        self._stalled = self._loop.call_later(STALL_LIMIT_S, self.end)

    def resume_writing(self) -> None:
        self._forget_stall()
        super().resume_writing()

    def _forget_stall(self) -> None:
        if self._stalled is not None:
            self._stalled.cancel()
            self._stalled = None

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what never reached a handler: bytes that are no request, or a fault of the server itself."""
        if status == STATUS_OF["bad_request"]:
            log.debug("Bytes that are no HTTP request were refused")  # what they were may be a secret
            error: AppError = BadRequest("This is not a request that can be read.")
        else:
            log.error("A request failed outside its handler", exc_info=exc)
            error = AppError("internal_server_error", "Internal server error")
        if request.writer.output_size > 0:
            raise ConnectionError("a reply is under way already")
        response = error_reply(error)
        for name, value in self._fixed_headers:
            response.headers[name] = value
        response.force_close()
        return response

    def log_exception(self, *args: Any, **options: Any) -> None:  # Any: as logging takes them
        error = options.get("exc_info", True)
        if isinstance(error, web.RequestPayloadError):  # of a body that is read on after its request was refused
            log.debug("The rest of a refused body could not be read: %s", error)
        else:
            log.error("A connection failed", exc_info=error)


def peer_of(transport: asyncio.BaseTransport) -> str:
    """The address at the other end; blank when it has none."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""


@contextlib.asynccontextmanager
async def accepting(listener: socket.socket, connect: Callable[[], asyncio.BaseProtocol]) -> AsyncIterator[None]:
    """Take connections of `listener` until the context ends. Open ones are ended by the server they belong to."""
    server = await asyncio.get_running_loop().create_server(connect, sock=listener, backlog=BACKLOG)
    try:
        yield
    finally:
        server.close()
