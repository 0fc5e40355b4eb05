"""Server status and live stream: client methods."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated

import aiohttp
import msgspec
from msgspec import Meta

from app.api.bounded import parts
from app.api.connection import CONNECT_LIMIT_S, ApiConnection
from app.api.sse import SseReader
from app.api.wire import LIVE_TYPES
from app.domain.backups import BackupList, BackupsStatus
from app.domain.live import LiveMessage
from app.domain.server_status import LogLevel, Requeued, ServerStatus

LONGEST_PAUSE_MIN = 24 * 60  # a forgotten pause loses visits: it ends by itself
SILENCE_LIMIT_S = 20.0  # the live stream sends a message every second


class PauseBody(msgspec.Struct, frozen=True):
    """Length of a pause of collecting."""

    minutes: Annotated[int, Meta(ge=1, le=LONGEST_PAUSE_MIN, description="length of the pause, 1 to 1,440")]


class ServerCalls(ApiConnection):
    """Calls to the server itself, and its live stream, which begins with its status."""

    async def server_status(self) -> ServerStatus:
        """Return the state of the server. The live stream has it every second."""
        return await self._data("GET", "/api/server/status", ServerStatus)

    async def requeue(self) -> Requeued:
        """Take events in again from the quarantine."""
        return await self._data("POST", "/api/server/quarantine/requeue", Requeued)

    async def confirm_clock(self) -> ServerStatus:
        """Confirm that the server's clock is right after it has jumped."""
        return await self._data("POST", "/api/server/clock/confirm", ServerStatus)

    async def list_backups(self) -> BackupList:
        """Return the state of the server's backups and those in its folder, newest first."""
        return await self._data("GET", "/api/server/backups", BackupList)

    async def start_backup(self) -> BackupsStatus:
        """Have the server make a backup now. `list_backups` says when it has ended, and how."""
        return await self._data("POST", "/api/server/backups", BackupsStatus)

    async def pause_collecting(self, minutes: int) -> ServerStatus:
        """Have the server refuse events for a while. minutes: 1 to LONGEST_PAUSE_MIN from now."""
        return await self._data("POST", "/api/server/pause", ServerStatus, body=PauseBody(minutes))

    async def resume_collecting(self) -> ServerStatus:
        """End a pause of collecting."""
        return await self._data("POST", "/api/server/resume", ServerStatus)

    async def live(self, log: LogLevel | None = "INFO") -> AsyncIterator[LiveMessage]:
        """Yield live messages until the connection ends. The caller reconnects.

        log: minimum level of log lines, which begin with recent ones; None leaves them out.
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
            # Unknown messages of newer servers are skipped.
            return [msgspec.json.decode(text, type=kind) for kind, text in events if kind is not None]
        except ValueError as error:
            raise self._not_ours("its live messages cannot be read") from error


async def _until_lost(response: aiohttp.ClientResponse) -> AsyncIterator[bytes]:
    """Yield the bytes of a reply until it or the connection ends."""
    try:
        async for chunk in parts(response):
            yield chunk
    except (aiohttp.ClientError, OSError):  # including time limits
        return
