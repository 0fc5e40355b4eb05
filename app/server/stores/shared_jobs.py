"""Jobs of processes that share PostgreSQL: each is held by one of them while it does the work."""

from __future__ import annotations

import asyncio
import logging

from app.domain.errors import AppError
from app.domain.ids import new_id
from app.server.jobs import Work
from app.storage.cache import NONE
from app.storage.connection import KnownStorageError
from app.storage.metadata import MetadataStore
from app.storage.postgres import jobs

log = logging.getLogger(__name__)

LEASE_S = 60.0  # so long nobody does the job of a process that was killed
RENEWALS = 4  # within that time, so that one that fails loses nothing
MIN_WAIT_S = 0.1


class SharedJobs:
    """The jobs as one process sees them. metadata: the store of all tenants. lease_s: as LEASE_S."""

    def __init__(self, metadata: MetadataStore, lease_s: float = LEASE_S) -> None:
        self._metadata = metadata
        self._lease_s = lease_s
        self._holder = new_id("process")

    async def run_once(self, name: str, work: Work, /) -> float:
        """Do the work if it is due and no other process does it, as `RunOnce`. Raises KnownStorageError.

        Work that another process may have taken over, since PostgreSQL was away for too long, is cancelled.
        """
        held_from_s = asyncio.get_running_loop().time()
        wait_s = await self._metadata.write(jobs.take, name, self._holder, self._lease_s, invalidates=NONE)
        if wait_s is not None:
            return max(MIN_WAIT_S, wait_s)
        pause_s: float | None = None
        try:
            pause_s = await self._while_held(name, work, held_from_s + self._lease_s)
        finally:
            await self._metadata.write(jobs.give_back, name, self._holder, pause_s, invalidates=NONE)
        return max(MIN_WAIT_S, pause_s)

    async def _while_held(self, name: str, work: Work, ends_s: float) -> float:
        """Return the result of the work. ends_s: time of the loop until which the job is held."""
        loop = asyncio.get_running_loop()
        doing, holding = loop.create_task(work()), loop.create_task(self._hold(name, ends_s))
        try:
            await asyncio.wait((doing, holding), return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                holding.result()  # raises: it does not end otherwise
            return doing.result()
        finally:
            for task in (doing, holding):
                task.cancel()
            await asyncio.gather(doing, holding, return_exceptions=True)

    async def _hold(self, name: str, ends_s: float) -> None:
        """Renew the time for which the job is held until cancelled. Raises KnownStorageError once it is over."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(min(self._lease_s / RENEWALS, ends_s - loop.time()))
            asked_s = loop.time()
            try:
                async with asyncio.timeout_at(ends_s):
                    renewal = self._metadata.write(jobs.hold, name, self._holder, self._lease_s, invalidates=NONE)
                    is_held = await renewal
            except TimeoutError:
                is_held = False
            except AppError as error:  # PostgreSQL is away: the next attempt may succeed in time
                log.info("The job %s could not be held: %s", name, error.message)
                continue
            if not is_held:
                raise KnownStorageError(f"PostgreSQL was away for so long that another process may do the job {name}.")
            ends_s = asked_s + self._lease_s
