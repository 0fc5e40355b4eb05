"""Download limit: bounds the exports that are open at once, each of which keeps a chunk of its file in memory.

At the bound a new export replaces one whose client takes nothing; when every client reads, it waits.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import AsyncIterator, Callable, Hashable, Iterator
from dataclasses import dataclass

from app.domain.errors import AppError

log = logging.getLogger(__name__)

TOTAL = 12
PER_CALLER = 4
SILENT_S = 5.0  # after which an export gives way to a new one
WAIT_S = 5.0  # for room
LOOK_EVERY_S = 0.25  # for an export that has become silent


@dataclass(eq=False, slots=True)
class Download:
    """An open export. end: closes its connection; silent_since_s: since its client has taken nothing, else infinite."""

    caller: Hashable
    end: Callable[[], None]
    silent_since_s: float = math.inf

    @contextlib.contextmanager
    def sending(self) -> Iterator[None]:
        """Note that the body waits for the client."""
        self.silent_since_s = time.monotonic()
        try:
            yield
        finally:
            self.silent_since_s = math.inf


class DownloadLimiter:
    """The open exports of one server. silent_s: silence after which one gives way; wait_s: longest wait for room."""

    def __init__(
        self,
        total: int = TOTAL,
        per_caller: int = PER_CALLER,
        silent_s: float = SILENT_S,
        wait_s: float = WAIT_S,
    ) -> None:
        self._total = total
        self._per_caller = per_caller
        self._silent_s = silent_s
        self._wait_s = wait_s
        self._open: list[Download] = []
        self._left = asyncio.Event()

    def __len__(self) -> int:
        return len(self._open)

    @contextlib.asynccontextmanager
    async def hold(self, caller: Hashable, end: Callable[[], None]) -> AsyncIterator[Download]:
        """Count an export while the body runs. Raises AppError `rate_limited` when there is no room for it in time."""
        download = Download(caller, end)
        await self._enter(download)
        try:
            yield download
        finally:
            self._leave(download)

    async def _enter(self, download: Download) -> None:
        until_s = time.monotonic() + self._wait_s
        while not self._has_room(download.caller):
            left_s = until_s - time.monotonic()
            if left_s <= 0:
                raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=math.ceil(self._wait_s))
            self._left.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(left_s, LOOK_EVERY_S)):
                    await self._left.wait()
        self._open.append(download)

    def _leave(self, download: Download) -> None:
        if download in self._open:
            self._open.remove(download)
            self._left.set()

    def _has_room(self, caller: Hashable) -> bool:
        """Return whether one more export may begin; at a bound, end the one that is silent for the longest time."""
        own = [download for download in self._open if download.caller == caller]
        if len(own) < self._per_caller and len(self._open) < self._total:
            return True
        rivals = own if len(own) >= self._per_caller else self._open
        silent = min(rivals, key=lambda download: download.silent_since_s)
        if time.monotonic() - silent.silent_since_s < self._silent_s:
            return False
        log.info("An export was ended, because its client read nothing and another one waited")
        self._leave(silent)
        silent.end()
        return True
