"""The one task that stores events: batches, retries, quarantine, the end of sessions, checkpoints.

Everything it keeps in memory about sessions changes only after the transaction that says the same was committed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.errors import AppError
from app.domain.ingest.events import Event, at, index_of, record_of
from app.domain.ingest.sessions import IDLE_LIMIT_US, Session, SessionChanges, assign, begin
from app.domain.live import EventsStored
from app.domain.server_status import CacheStatus
from app.server.ingest.enrich import EnrichedEvent, Enricher, Failed
from app.server.ingest.enrichment import slice_events
from app.server.ingest.journal import Journal, remove_files
from app.server.ingest.queue import EventQueue
from app.server.ingest.session_cache import SessionCache
from app.server.live import LiveHub
from app.storage.cache import NONE
from app.storage.connection import Connection
from app.storage.database import Database
from app.storage.ingest import events as store

log = logging.getLogger(__name__)

SWEEP_EVERY_S = 60.0
CHECKPOINT_EVERY_S = 300.0
CHECKPOINT_JOURNAL_BYTES = 64 * 1024 * 1024
MAX_KNOWN_CLIENT_IDS = 50_000
# A transaction costs some 15 ms of processor time beside what each event costs. Under load flushes therefore begin no
# oftener than this, unless that many events wait.
FLUSH_GAP_S = 0.25
BUSY_EVENTS = 5_000


@dataclass(frozen=True, slots=True)
class Limits:
    """When a flush starts, how much one takes, how failed ones are tried again.

    flush_interval_s: longest wait of an event in an idle queue. retry_base_s, retry_max_s: first and longest pause.
    """

    flush_interval_s: float
    flush_max_events: int
    drain_max_events: int
    drain_max_requests: int
    max_sessions: int
    retry_base_s: float
    retry_max_s: float


class Writer:
    """Stores what waits in the queue. run() is its task; flush() stores everything now.

    prepared: waits until what is in the queue is enriched; renew_keys: has the visitor keys of the next days.
    """

    def __init__(
        self,
        database: Database,
        journal: Journal,
        queue: EventQueue,
        enricher: Enricher,
        hub: LiveHub,
        limits: Limits,
        prepared: Callable[[], Awaitable[None]],
        renew_keys: Callable[[], Awaitable[None]],
        live_rows: int,
        next_seq: int,
        clock_us: Callable[[], int],
    ) -> None:
        self._database = database
        self._journal = journal
        self._queue = queue
        self._enricher = enricher
        self._hub = hub
        self._limits = limits
        self._prepared = prepared
        self._renew_keys = renew_keys
        self._clock_us = clock_us
        self._sessions = SessionCache(database, limits.max_sessions, live_rows)
        self._client_ids: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._wake, self._urgent = asyncio.Event(), asyncio.Event()
        self._advanced = asyncio.Condition()
        self._closing = asyncio.Event()
        self._wanted = 0  # settled events that someone waits for: until then nothing is put off
        self._is_drained = False
        self._failures = 0
        self._stored_next = self._durable_next = next_seq  # seq of the first event not stored, not in a checkpoint
        self._begun_s = -math.inf  # when the last flush began
        self._swept_s = self._checkpointed_s = time.monotonic()
        self.problem: str | None = None

    def notice(self) -> None:
        """New events wait. Cheap: called once a loop turn."""
        self._wake.set()
        if len(self._queue) >= BUSY_EVENTS:
            self._urgent.set()

    def hurry(self) -> int:
        """Store everything that waits as soon as run() has its turn. Returns how many events are settled then."""
        self._wanted = self._queue.counts.accepted
        self._wake.set()
        self._urgent.set()
        return self._wanted

    async def flush(self) -> None:
        """Store everything that waits now, not what comes meanwhile. Raises AppError when the store refuses it."""
        counts = self._queue.counts
        async with self._advanced:
            wanted = self.hurry()
            await self._advanced.wait_for(
                lambda: counts.settled >= wanted or self.problem is not None or self._is_drained
            )
        if counts.settled < wanted:
            raise AppError("storage_unavailable", self.problem or "The store does not take events at the moment.")

    def stop(self) -> None:
        """Let run() end after the batch it is at."""
        self._closing.set()
        self._wake.set()
        self._urgent.set()

    async def drain(self, limit_s: float) -> None:
        """After run() has ended: store what waits, within `limit_s`. The journal keeps the rest for the next start."""
        deadline = time.monotonic() + limit_s
        while self._queue and time.monotonic() < deadline:
            await self._store_some()
            if self.problem is not None:
                break
        else:
            await self._checkpoint()
        self._is_drained = True
        await self._tell_waiters()

    async def run(self) -> None:
        """Store batches until stopped. A bug in one round is logged and must not end all the others."""
        while not self._closing.is_set():
            try:
                await self._round()
            except Exception:
                log.exception("A round of the writer failed")
                await self._pause(self._limits.retry_max_s)

    async def _round(self) -> None:
        await self._until_due()
        if self._closing.is_set():
            return
        if self._queue:
            await self._store_some()
        await self._tell_waiters()
        await self._keep_house()

    async def _pause(self, pause_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), pause_s)

    async def _until_due(self) -> None:
        """Wait for enough events, for the oldest to be old enough, or for someone in a hurry, or for a sweep."""
        limits = self._limits
        if self._queue and self.problem is not None:
            return  # it was due when it failed, and the pause is over
        await self._rest()
        while not self._closing.is_set() and not self._is_hurried() and len(self._queue) < limits.flush_max_events:
            oldest_us = self._queue.oldest_us()
            if oldest_us is None:
                wait_s = max(0.0, self._swept_s + SWEEP_EVERY_S - time.monotonic())
            else:
                age_s = max(0.0, (self._clock_us() - oldest_us) / 1e6)
                wait_s = limits.flush_interval_s - age_s
            if wait_s <= 0:
                return
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), wait_s)
            except TimeoutError:
                return

    async def _rest(self) -> None:
        """Let events gather after the last flush, unless many wait or someone is in a hurry."""
        rest_s = self._begun_s + FLUSH_GAP_S - time.monotonic()
        self._urgent.clear()
        if rest_s > 0 and not self._is_hurried() and not self._closing.is_set() and len(self._queue) < BUSY_EVENTS:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._urgent.wait(), rest_s)

    def _is_hurried(self) -> bool:
        return self._queue.counts.settled < self._wanted

    async def _tell_waiters(self) -> None:
        async with self._advanced:
            self._advanced.notify_all()

    async def _store_some(self) -> None:
        await self._prepared()
        requests = self._queue.first(self._limits.drain_max_events, self._limits.drain_max_requests)
        begun_s = self._begun_s = time.monotonic()
        ready: list[EnrichedEvent | Failed] = [item for request in requests for item in request.ready or ()]
        try:
            await self._store_or_set_aside(ready[self._queue.stored_of_first :])
        except AppError as error:
            await self._wait_after(error)
            return
        except Exception:
            self.problem = "Events cannot be stored because of a fault in the program. The log has the details."
            await self._tell_waiters()
            raise
        if self.problem is not None:
            log.info("The store takes events again")
        self.problem, self._failures = None, 0
        self._queue.last_flush_s = time.monotonic()
        self._queue.last_flush_duration_s = self._queue.last_flush_s - begun_s
        self._hub.publish(
            EventsStored(tuple(sorted({item.website_id for item in ready if isinstance(item, EnrichedEvent)})))
        )

    async def _wait_after(self, error: AppError) -> None:
        if self.problem is None:
            log.error("Events cannot be stored, the journal keeps them: %s", error.message)
        self.problem = error.message
        await self._tell_waiters()
        self._failures += 1
        limits = self._limits
        await self._pause(min(limits.retry_max_s, limits.retry_base_s * 2 ** min(self._failures, 20)))

    async def _store_or_set_aside(self, items: Sequence[EnrichedEvent | Failed]) -> None:
        """Store the events in order; those that could not be enriched are set aside on the way."""
        for kind, run in groupby(items, type):
            if kind is EnrichedEvent:
                await self._store([item for item in run if isinstance(item, EnrichedEvent)])
            else:
                for item in run:
                    if isinstance(item, Failed):
                        await self._quarantine(item.seq, item.next_seq, item.error)

    async def _store(self, batch: Sequence[EnrichedEvent]) -> None:
        """Store a batch; when the store refuses it for a reason of its own, halve it until one event is left.

        Raises AppError for a fault of the disk or the file, which a smaller batch would not mend.
        """
        try:
            changes, clients = await self._assign(batch), self._new_clients(batch)
            events = [item.event for item in batch]
            await self._database.write(
                store.store_batch,
                events,
                changes,
                clients,
                batch[-1].next_seq,
                invalidates=lambda _: store.invalidation_of(changes),
            )
        except AppError:
            raise
        except Exception as error:  # whatever it is, it must not stop the events behind it
            if len(batch) > 1:
                middle = len(batch) // 2
                await self._store(batch[:middle])
                await self._store(batch[middle:])
            else:
                await self._quarantine(batch[0].event.seq, batch[0].next_seq, error)
            return
        self._sessions.apply(changes)
        self._remember_clients(clients)
        self._stored_next = batch[-1].next_seq
        self._queue.done(len(batch), 0, time.monotonic())

    async def _quarantine(self, seq: int, next_seq: int, error: Exception) -> None:
        log.error("An event cannot be stored and was set aside", exc_info=error)
        try:
            await asyncio.to_thread(self._journal.set_aside_event, record_of(seq), index_of(seq), repr(error))
        except OSError as fault:
            sentence = f"An event could not be set aside in {self._journal.quarantine}: {fault.strerror}."
            raise AppError("storage_unavailable", sentence) from fault
        await self._database.write(store.move_position, next_seq, invalidates=NONE)
        self._stored_next = next_seq
        self._queue.done(1, 1, time.monotonic())

    async def _assign(self, batch: Sequence[EnrichedEvent]) -> SessionChanges:
        """Give the events of a batch their sessions, a slice at a time, so that requests have their turn between."""
        items: dict[int, EnrichedEvent] = {item.event.seq: item for item in batch}

        def start(event: Event) -> Session:
            item = items[event.seq]
            return begin(event, item.website_id, self._enricher.channel_of(event), item.user_agent_hash)

        known = await self._sessions.known({(item.event.website, item.event.visitor) for item in batch})
        changes = SessionChanges()
        size = slice_events(len(batch))
        for first in range(0, len(batch), size):
            assign([item.event for item in batch[first : first + size]], known, start, changes)
            await asyncio.sleep(0)
        return changes

    def _new_clients(self, batch: Sequence[EnrichedEvent]) -> list[store.ClientVisitor]:
        new = {
            (item.event.website, item.event.visitor): item.client_id
            for item in batch
            if item.client_id is not None and (item.event.website, item.event.visitor) not in self._client_ids
        }
        return [(website, visitor, client_id) for (website, visitor), client_id in new.items()]

    def _remember_clients(self, clients: Sequence[store.ClientVisitor]) -> None:
        for website, visitor, _ in clients:
            self._client_ids[website, visitor] = None
        while len(self._client_ids) > MAX_KNOWN_CLIENT_IDS:
            self._client_ids.popitem(last=False)

    def cache(self) -> CacheStatus:
        """How the sessions in memory do."""
        return self._sessions.status()

    def forget_client_ids(self) -> None:
        """Ask the table again which ids it has: some are about to be deleted."""
        self._client_ids.clear()

    async def _keep_house(self) -> None:
        now_s = time.monotonic()
        if now_s - self._swept_s >= SWEEP_EVERY_S:
            self._swept_s = now_s
            await self._sweep()
        is_due = now_s - self._checkpointed_s >= CHECKPOINT_EVERY_S
        if is_due or self._journal.size_bytes >= CHECKPOINT_JOURNAL_BYTES:
            await self._checkpoint()

    async def _sweep(self) -> None:
        """End the sessions to which no waiting or later event can belong."""
        oldest_us = self._queue.oldest_us()
        now_us = self._clock_us()
        before_us = (now_us if oldest_us is None else min(now_us, oldest_us)) - IDLE_LIMIT_US

        def end(con: Connection) -> int:
            store.end_sessions(con, at(before_us))
            return store.count_live_sessions(con)

        try:
            left = await self._database.write(end, invalidates=NONE)  # a session says the same in either table
            await self._renew_keys()
        except AppError as error:
            log.warning("Finished sessions could not be moved, they will be later: %s", error.message)
            return
        self._sessions.replace_stored(left, lambda session: session.ended_us > before_us)

    async def _checkpoint(self) -> None:
        """Make everything stored durable in the file itself, then let go of the journal segments it came from."""
        self._checkpointed_s = time.monotonic()
        upto = self._stored_next
        if upto == self._durable_next:
            return
        try:
            await self._database.checkpoint()
            await asyncio.to_thread(remove_files, self._journal.leave_before(record_of(upto)))
        except (AppError, OSError) as error:
            log.warning("The checkpoint failed and will be tried again: %s", error)
            return
        self._durable_next = upto
