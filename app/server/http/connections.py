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
from app.server.http.connection_limit import ConnectionLimiter, Seat
from app.server.http.replies import error_reply
from app.server.http.sockets import BACKLOG

log = logging.getLogger(__name__)

# Idle connections are closed after this; aiohttp would keep them for an hour, and each takes one of the files that a
# process may have open. Longer than the two minutes for which proxies such as Caddy reuse an idle connection.
IDLE_LIMIT_S = 150.0
STALL_LIMIT_S = 30.0  # for a client to read more of a waiting reply
LINGER_LIMIT_S = 2.0  # for the rest of a body that is not read, so that its sender sees the reply

RETRY_AFTER_S = 5

Headers = Sequence[tuple[str, str]]


class Connection(RequestHandler):
    """A client connection. fixed_headers: of every reply; limiter: None when another object counts it.

    seat: its seat within the limit of connections; None before it is counted.
    """

    __slots__ = ("seat", "_limiter", "_fixed_headers", "_begun_s", "_closing_timer", "_raw", "_stall_timer")

    def __init__(self, server: web.Server, fixed_headers: Headers, limiter: ConnectionLimiter | None) -> None:
        # No access log: it would contain the addresses of visitors.
        loop = asyncio.get_running_loop()
        access_log: Any = None  # None turns it off, although the type does not allow it
        super().__init__(
            server,
            loop=loop,
            access_log=access_log,
            keepalive_timeout=IDLE_LIMIT_S,
            lingering_time=LINGER_LIMIT_S,
            auto_decompress=False,  # decompression.py does it, within bounds
        )
        self.seat: Seat | None = None
        self._fixed_headers = fixed_headers
        self._limiter = limiter
        self._begun_s = loop.time()  # when the latest request or, before it, the connection began
        self._raw: asyncio.Transport | None = None  # unlike `transport`, also while the connection closes
        self._closing_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None

    @property
    def waits_since_s(self) -> float | None:
        """Time since when the server waits for the client; None while it works on a reply.

        It waits for a request whose head or body is incomplete as well: neither may ever be completed.
        """
        if self._raw is None:  # of HTTPS, before the end of the handshake
            return self._begun_s
        if self._stall_timer is not None:
            return self._stall_timer.when() - STALL_LIMIT_S
        if self._current_request is not None:
            return None if self._current_request.content.is_eof() else self._begun_s
        return None if self._messages else self._next_keepalive_close_time - self._keepalive_timeout

    def admit(self, address: str, *, is_health_check: bool) -> None:
        """Count the connection for the sender of its request.

        Raises AppError: `rate_limited` when that client holds too many connections, `ingest_overloaded` when only a
        health check has a seat.
        """
        self._begun_s = self._loop.time()
        if self.seat is None:
            return
        if self.seat.is_spare and not is_health_check:
            sentence = "All connections of this server are busy. Try again in a few seconds."
            raise AppError("ingest_overloaded", sentence, retry_after_s=RETRY_AFTER_S)
        if not self.seat.admit(address):
            sentence = "This address has too many connections open. Try again in a few seconds."
            raise AppError("rate_limited", sentence, retry_after_s=RETRY_AFTER_S)

    def end(self) -> None:
        """Close the connection at once."""
        if self._raw is not None:
            self._raw.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        if self._limiter is not None:
            self.seat = self._limiter.enter(self, peer_of(transport))
            if self.seat is None:
                transport.abort()
                return
        self._raw = transport
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        if self._raw is None:  # refused
            return
        self._raw = None
        if self._limiter is not None and self.seat is not None:
            self.seat.leave()
        self._cancel_stall_timer()
        if self._closing_timer is not None:
            self._closing_timer.cancel()
        super().connection_lost(exc)

    async def start(self) -> None:
        """Answer requests until the connection closes, then give the client a limited time to read the last reply."""
        try:
            await super().start()
        finally:
            if self._raw is not None and self._raw.get_write_buffer_size():
                self._closing_timer = self._loop.call_later(STALL_LIMIT_S, self.end)

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send a reply. If it is the last one although the request goes on, say so to a client that still sends."""
        try:
            response, is_lost = await super().finish_response(request, resp, start_time)
        finally:
            if self.seat is not None:
                self.seat.release()
        if not is_lost and not response.keep_alive and not request.content.is_eof():
            self._end_writing()
        return response, is_lost

    def _end_writing(self) -> None:
        transport = self.transport
        if transport is not None and transport.get_extra_info("ssl_object") is None:  # TLS cannot close one direction
            transport.write_eof()

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
