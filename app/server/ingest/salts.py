"""Salts of the secret visitor ids: one for each UTC day, created when needed and deleted within 48 hours."""

from __future__ import annotations

import asyncio
import secrets

from app.domain.ingest.events import US_PER_DAY
from app.server.ingest.clocks import Clocks
from app.storage.cache import NONE
from app.storage.database import Database
from app.storage.ingest import events as store

SALT_BYTES = 32


class DailySalts:
    """Creates and deletes the salts. Those of days from before yesterday are deleted, unless they are requested.

    A clock that jumped deletes none of today's: the trusted day counts as well as those of the events.

    salts: by UTC day, shared with the code that computes ids; None for the published formula, which needs none.
    """

    def __init__(self, database: Database, salts: dict[int, bytes] | None, clocks: Clocks) -> None:
        self._database = database
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
            kept = {day: salt for day, salt in salts.items() if min(near) - 1 <= day <= max(near) + 1}
            for day in needed:
                kept.setdefault(day, secrets.token_bytes(SALT_BYTES))
            await self._database.write(store.replace_salts, kept, invalidates=NONE)
            salts.update(kept)
            for day in salts.keys() - kept.keys():
                del salts[day]
