"""Enrichment task: enriches journalled requests on the event loop, a slice at a time, before the writer stores them.

It runs on the loop and not on a thread, since Python runs one thread at a time anyway: a thread that computes makes
every request wait for the interpreter lock at each read and write. Work that may wait for a disk goes to a thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence

from app.domain.errors import AppError
from app.server.ingest.enrich import Enricher
from app.server.ingest.queue import EnrichedEvent, EventQueue, FailedEvent, QueuedRequest
from app.server.ingest.salts import DailySalts

log = logging.getLogger(__name__)

SLICE_EVENTS = 128  # about a millisecond
# When more events than that wait, a slice is as large as what a loop turn of busy connections brings. Otherwise
# collecting would run ahead until the queue is full, and then work for refusals.
BUSY_EVENTS, BUSY_SLICE_EVENTS = 1_000, 1_024
RETRY_S = 1.0


def slice_events(waiting: int) -> int:
    """Return the size of the next slice of events. waiting: events."""
    return SLICE_EVENTS if waiting <= BUSY_EVENTS else BUSY_SLICE_EVENTS


class EnrichmentTask:
    """Enriches the requests of the queue in order of receipt.

    salts: those of a day are ensured before its first visitor id is computed. on_enriched: called with each slice.
    """

    def __init__(
        self,
        queue: EventQueue,
        enricher: Enricher,
        salts: DailySalts,
        on_enriched: Callable[[Sequence[QueuedRequest]], None],
    ) -> None:
        self._queue = queue
        self._enricher = enricher
        self._salts = salts
        self._on_enriched = on_enriched
        self._wake = asyncio.Event()
        self._target = 0  # the value of the queue's cursor `enriched` that `catch_up` waits for
        self._has_caught_up = asyncio.Event()

    def notice(self) -> None:
        """Wake the task: requests were journalled. Cheap: called once a loop turn."""
        self._wake.set()

    async def catch_up(self) -> None:
        """Wait until everything journalled so far is enriched."""
        self._target = self._queue.journalled
        if self._queue.enriched < self._target:
            self._has_caught_up.clear()
            await self._has_caught_up.wait()

    async def renew_salts(self) -> None:
        """Ensure the salts of the next days, whether events come or not. Raises AppError."""
        await self._salts.renew()

    async def run(self) -> None:
        """Enrich until cancelled. A failure of the store, which keeps the salts, is retried."""
        queue = self._queue
        while True:
            await self._wake.wait()
            self._wake.clear()
            while requests := queue.to_enrich(slice_events(queue.unenriched)):
                try:
                    results = await self._enrich(requests)
                except AppError as error:
                    log.warning("Events cannot be enriched yet: %s", error.message)
                    await asyncio.sleep(RETRY_S)
                    continue
                queue.mark_enriched(results)
                if queue.enriched >= self._target:
                    self._has_caught_up.set()
                self._announce(requests)
                await asyncio.sleep(0)  # lets requests run

    async def _enrich(self, requests: Sequence[QueuedRequest]) -> list[list[EnrichedEvent | FailedEvent]]:
        await self._salts.ensure_salts({request.epoch_day for request in requests})
        enricher = self._enricher
        profiles = [enricher.profiles(request) for request in requests]
        new = [request for request, known in zip(requests, profiles, strict=True) if known is None]
        if new:
            enricher.remember(await asyncio.to_thread(enricher.make_profiles, new))
            profiles = [known or enricher.profiles(request) for request, known in zip(requests, profiles, strict=True)]
        return [enricher.enrich(request, known) for request, known in zip(requests, profiles, strict=True)]

    def _announce(self, requests: Sequence[QueuedRequest]) -> None:
        try:
            self._on_enriched(requests)
        except Exception:  # a bug in the live stream must not keep events from being stored
            log.exception("Events could not be sent to the live stream")
