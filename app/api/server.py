"""The server itself: its state, and what happens on it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import msgspec

from app.api.connection import CONNECT_LIMIT_S, ApiConnection
from app.api.sse import SseReader
from app.api.wire import LIVE_TYPES
from app.domain.live import LiveMessage
from app.domain.server_status import LogLevel, ServerStatus

SILENCE_LIMIT_S = 20.0  # the live stream says something every second


class ServerCalls(ApiConnection):
    """The state of the server and its live stream."""

    async def server_status(self) -> ServerStatus:
        return await self._data("GET", "/api/server/status", ServerStatus)

    async def live(self, log: LogLevel | None = "INFO") -> AsyncIterator[LiveMessage]:
        """What happens on the server, as it happens. Ends when the connection does; reconnecting is the caller's job.

        log: the least severe of the log lines that come too, recent ones first; None leaves them out.
        """
        params = {"log": log} if log else {}
        limits = aiohttp.ClientTimeout(total=None, connect=CONNECT_LIMIT_S, sock_read=SILENCE_LIMIT_S)
        reader = SseReader()
        async with self._request("GET", "/api/live", params, limits=limits) as response:
            async for chunk in _until_lost(response):
                for message in self._messages(reader, chunk):
                    yield message

    def _messages(self, reader: SseReader, chunk: bytes) -> list[LiveMessage]:
        try:
            events = [(LIVE_TYPES.get(name), text) for name, text in reader.feed(chunk)]
            # A newer server may send messages this client has never heard of.
            return [msgspec.json.decode(text, type=kind) for kind, text in events if kind is not None]
        except ValueError as error:
            raise self._stranger("its live messages cannot be read") from error


async def _until_lost(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """The bytes of a reply, until it ends or the connection does."""
    try:
        async for chunk in response.content.iter_any():
            yield chunk
    except (aiohttp.ClientError, OSError):  # a time limit is an OSError too
        return
