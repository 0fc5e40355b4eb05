"""HTTP connections: aiohttp's, with our error replies for malformed requests, limits, and no addresses in the log."""

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
# process may have open. Longer than the two minutes for which proxies such as Caddy reuse an idle connection.
IDLE_LIMIT_S = 150.0
STALL_LIMIT_S = 30.0  # for a client to read more of a waiting reply

Headers = Sequence[tuple[str, str]]


class Connection(RequestHandler):
    """A client connection. fixed_headers: of every reply; limiter: None when another object counts it."""

    __slots__ = ("_limiter", "_fixed_headers", "_is_refused", "_stall_timer")

    def __init__(self, server: web.Server, fixed_headers: Headers, limiter: ConnectionLimiter | None) -> None:
        # No access log: it would contain the addresses of visitors.
        loop = asyncio.get_running_loop()
        access_log: Any = None  # None turns it off, although the type does not allow it
        super().__init__(
            server,
            loop=loop,
            access_log=access_log,
            keepalive_timeout=IDLE_LIMIT_S,
            auto_decompress=False,  # decompression.py does it, within bounds
        )
        self._fixed_headers = fixed_headers
        self._limiter = limiter
        self._is_refused = False
        self._stall_timer: asyncio.TimerHandle | None = None

    @property
    def is_idle(self) -> bool:
        """True when no request is running. An incomplete request head does not count: it may never be completed."""
        return self._current_request is None and not self._messages

    def end(self) -> None:
        """Close the connection at once."""
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
        self._cancel_stall_timer()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Start the time limit of a client that reads too slowly."""
        super().pause_writing()
        self._stall_timer = self._loop.call_later(STALL_LIMIT_S, self.end)

    def resume_writing(self) -> None:
        self._cancel_stall_timer()
        super().resume_writing()

    def _cancel_stall_timer(self) -> None:
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Reply to a failure outside the handlers: a malformed request, or a fault of the server."""
        if status == STATUS_OF["bad_request"]:
            log.debug("A malformed HTTP request was refused")  # its text may contain secrets
            error: AppError = BadRequest("This is not a valid HTTP request.")
        else:
            log.error("A request failed outside the handlers", exc_info=exc)
            error = AppError("internal_server_error", "Internal server error")
        if request.writer.output_size > 0:
            raise ConnectionError("the reply has already begun")
        response = error_reply(error)
        for name, value in self._fixed_headers:
            response.headers[name] = value
        response.force_close()
        return response

    def log_exception(self, *args: Any, **options: Any) -> None:  # Any: as logging takes them
        error = options.get("exc_info", True)
        if isinstance(error, web.RequestPayloadError):  # of a body that is still read after its request was refused
            log.debug("The rest of a refused body could not be read: %s", error)
        else:
            log.error("A connection failed", exc_info=error)


def peer_of(transport: asyncio.BaseTransport) -> str:
    """Return the address of the other end; blank when it has none."""
    peer = transport.get_extra_info("peername")
    return str(peer[0]) if isinstance(peer, tuple) else ""


@contextlib.asynccontextmanager
async def accepting(listener: socket.socket, connect: Callable[[], asyncio.BaseProtocol]) -> AsyncIterator[None]:
    """Accept connections on `listener` within the context. Open ones are closed by the server they belong to."""
    server = await asyncio.get_running_loop().create_server(connect, sock=listener, backlog=BACKLOG)
    try:
        yield
    finally:
        server.close()
