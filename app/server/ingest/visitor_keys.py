"""The keys of the secret visitor ids: one a UTC day, made when it is needed and forgotten within 48 hours."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable

from app.server.ingest.enrich import US_PER_DAY
from app.storage.cache import NONE
from app.storage.database import Database
from app.storage.ingest import events as store

KEY_BYTES = 32


class VisitorKeys:
    """What is older than a day before the first wanted one is forgotten.

    keys: by UTC day, shared with who computes ids; None for the published formula, which needs none.
    """

    def __init__(self, database: Database, keys: dict[int, bytes] | None, clock_us: Callable[[], int]) -> None:
        self._database = database
        self._keys = keys
        self._clock_us = clock_us
        self._lock = asyncio.Lock()

    async def renew(self) -> None:
        """Have the keys of today and tomorrow, whether events come or not. Raises AppError."""
        await self.have({self._clock_us() // US_PER_DAY})

    async def have(self, days: set[int]) -> None:
        """Have the key of each day and of the one after the last. Raises AppError."""
        keys, wanted = self._keys, days | {max(days) + 1}
        if keys is None or wanted <= keys.keys():
            return
        async with self._lock:  # two that ask at once get the same keys
            kept = {day: key for day, key in keys.items() if day >= min(days) - 1}
            for day in wanted:
                kept.setdefault(day, secrets.token_bytes(KEY_BYTES))
            await self._database.write(store.keep_visitor_keys, kept, invalidates=NONE)
            keys.update(kept)
            for day in keys.keys() - kept.keys():
                del keys[day]
