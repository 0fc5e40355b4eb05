"""Salts of the secret visitor ids: one for each UTC day, created when needed and deleted within 48 hours."""

from __future__ import annotations

import asyncio

from app.domain.ingest.events import US_PER_DAY
from app.server.ingest.clocks import Clocks
from app.storage.cache import NONE
from app.storage.ingest import salts as stored
from app.storage.metadata import MetadataStore


class DailySalts:
    """Creates and deletes the salts. Those of days from before yesterday are deleted, unless they are requested.

    A clock that jumped deletes none of today's: the trusted day counts as well as those of the events.

    salts: by UTC day, shared with the code that computes ids; None for the published formula, which needs none.
    """

    def __init__(self, metadata: MetadataStore, salts: dict[int, bytes] | None, clocks: Clocks) -> None:
        self._metadata = metadata
        self._salts = salts
        self._clocks = clocks
        self._lock = asyncio.Lock()

    async def renew(self) -> None:
        """Ensure the salts of today and tomorrow, whether events come or not. Raises AppError."""
        await self.ensure_salts({self._clocks.wall_us() // US_PER_DAY})

    async def ensure_salts(self, days: set[int]) -> None:
        """Ensure that there is a salt for each of the `days` and for the day after the last. Raises AppError."""
        salts = self._salts
        if salts is None:
            return
        needed = days | {max(days) + 1}
        if needed <= salts.keys():
            return
        async with self._lock:  # concurrent callers get the same salts
            near = days | {self._clocks.settled_us() // US_PER_DAY}
            kept = range(min(near) - 1, max(near) + 2)
            stored_now = await self._metadata.write(stored.ensure, needed, kept, invalidates=NONE)
            salts.update(stored_now)
            for day in salts.keys() - stored_now.keys():
                del salts[day]
