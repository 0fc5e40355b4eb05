"""The one task that enriches accepted events, on the event loop and a slice at a time, before anybody stores them.

It works on the loop and not on a thread beside it since Python runs one of them at a time anyway: a thread that
computes makes every request wait for its turn at each read and write. What may wait for a disk goes to a thread.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from app.domain.errors import AppError
from app.server.ingest.enrich import EnrichedEvent, Enricher, Failed, QueuedRequest

log = logging.getLogger(__name__)

SLICE_EVENTS = 128  # about a millisecond
# When more than that many wait, a slice is as large as what a loop turn of busy connections brings, or collecting would
# run ahead until the queue is full, and then work for refusals.
BUSY_EVENTS, BUSY_SLICE_EVENTS = 1_000, 1_024
RETRY_S = 1.0


def slice_events(waiting: int) -> int:
    """How many of the events that wait are worked on before requests have their turn."""
    return SLICE_EVENTS if waiting <= BUSY_EVENTS else BUSY_SLICE_EVENTS


class EnrichmentTask:
    """Enriches requests in order of receipt.

    have_keys: makes sure that the keys of some UTC days are known. on_new: told of what came just now, by slice.
    """

    def __init__(
        self,
        enricher: Enricher,
        have_keys: Callable[[set[int]], Awaitable[None]],
        on_new: Callable[[Sequence[EnrichedEvent | Failed]], None],
    ) -> None:
        self._enricher = enricher
        self._have_keys = have_keys
        self._on_new = on_new
        self._waiting: deque[QueuedRequest] = deque()
        self._news = asyncio.Event()
        self._waiting_events = 0
        self._put = self._done = 0  # requests
        self._watchers: deque[tuple[int, asyncio.Future[None]]] = deque()  # who waits for so many to be done

    def put(self, request: QueuedRequest) -> None:
        """Enrich one more request. Cheap."""
        self._waiting.append(request)
        self._waiting_events += request.count
        self._put += 1
        self._news.set()

    async def settled(self) -> None:
        """Wait until everything that was put here so far is enriched."""
        if self._done < self._put:
            settled: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._watchers.append((self._put, settled))
            await settled

    async def run(self) -> None:
        """Enrich what comes until cancelled. A fault of the store, which keeps the keys, is tried again."""
        while True:
            await self._news.wait()
            self._news.clear()
            while self._waiting:
                requests = self._slice()
                try:
                    await self._prepare(requests)
                except AppError as error:
                    log.warning("Events cannot be prepared yet: %s", error.message)
                    await asyncio.sleep(RETRY_S)
                    continue
                for _ in requests:
                    self._waiting_events -= self._waiting.popleft().count
                self._count(len(requests))
                await asyncio.sleep(0)  # requests have their turn

    def _count(self, requests: int) -> None:
        self._done += requests
        while self._watchers and self._watchers[0][0] <= self._done:
            settled = self._watchers.popleft()[1]
            if not settled.done():
                settled.set_result(None)

    def _slice(self) -> list[QueuedRequest]:
        wanted = slice_events(self._waiting_events)
        found: list[QueuedRequest] = []
        events = 0
        for request in self._waiting:
            found.append(request)
            events += request.count
            if events >= wanted:
                break
        return found

    async def _prepare(self, requests: Sequence[QueuedRequest]) -> None:
        await self._have_keys({request.epoch_day for request in requests})
        enricher = self._enricher
        known = [enricher.profiles(request) for request in requests]
        new = [request for request, profiles in zip(requests, known, strict=True) if profiles is None]
        if new:
            try:
                enricher.learn(await asyncio.to_thread(enricher.make_profiles, new))
            except Exception:  # of one of them: enriching each by itself finds which
                log.debug("The profiles of some clients could not be made together", exc_info=True)
            known = [profiles or enricher.profiles(request) for request, profiles in zip(requests, known, strict=True)]
        ready: list[EnrichedEvent | Failed] = []
        for request, profiles in zip(requests, known, strict=True):
            request.ready = enricher.enrich(request, profiles)
            request.sent = []
            if request.is_new:
                ready += request.ready
        try:
            self._on_new(ready)
        except Exception:  # a bug in showing events must not keep them from being stored
            log.exception("Events could not be shown as they came")
