"""Connections as we want them: refusals of aiohttp's parser have the one error shape, and no address is logged."""

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
from app.server.replies import error_reply

log = logging.getLogger(__name__)

# Idle connections are closed after this; aiohttp would keep them for an hour, and each takes one of the files that a
# process may have open. Longer than the two minutes for which a proxy such as Caddy thinks that it can use one again.
IDLE_LIMIT_S = 150.0

Headers = Sequence[tuple[str, str]]


class Connection(RequestHandler):
    """One client's connection. fixed_headers: those of every reply."""

    __slots__ = ("_fixed_headers",)

    def __init__(self, server: web.Server, fixed_headers: Headers) -> None:
        # No access log: it would name the addresses of visitors.
        loop = asyncio.get_running_loop()
        access_log: Any = None  # that is how it is switched off, though its type does not say so
        super().__init__(server, loop=loop, access_log=access_log, keepalive_timeout=IDLE_LIMIT_S)
        self._fixed_headers = fixed_headers

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """Answer what never reached a handler: bytes that are no request, or a fault of the server itself."""
        if status == STATUS_OF["bad_request"]:
            log.debug("Bytes that are no HTTP request were refused: %s", message)
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


@contextlib.asynccontextmanager
async def accepting(listener: socket.socket, connect: Callable[[], asyncio.BaseProtocol]) -> AsyncIterator[None]:
    """Take connections of `listener` until the context ends. Open ones are ended by the server they belong to."""
    server = await asyncio.get_running_loop().create_server(connect, sock=listener)
    try:
        yield
    finally:
        server.close()
