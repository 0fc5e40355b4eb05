"""Writer task: stores enriched events in batches, with retries, quarantine, the end of sessions and checkpoints.

What it keeps in memory about sessions changes only after the transaction that stores the same was committed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from app.config import Settings
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.ingest.events import at, index_of, record_of
from app.domain.ingest.sessions import IDLE_LIMIT_US
from app.domain.live import EventsStored
from app.domain.server_status import Reason, because
from app.server.ingest.enrichment import EnrichmentTask
from app.server.ingest.journal import Journal
from app.server.ingest.queue import EnrichedEvent, EventQueue, FailedEvent
from app.server.ingest.segment_files import remove_files
from app.server.ingest.session_cache import SessionCache
from app.server.live import LiveHub
from app.storage.bots.agents import BotAgent
from app.storage.cache import NONE
from app.storage.connection import CheckpointHeldBack
from app.storage.event_store import EventDatabase
from app.storage.ingest.events import ClientVisitor, invalidation_of

log = logging.getLogger(__name__)
W = TypeVar("W")
R = TypeVar("R")

SWEEP_EVERY_S = 60.0
CHECKPOINT_EVERY_S = 300.0
CHECKPOINT_AGAIN_S = 2.0  # after one that a long report has held back
CHECKPOINT_JOURNAL_BYTES = 64 * 1024 * 1024
MAX_KNOWN_CLIENT_IDS = 50_000
MAX_KNOWN_AGENTS = 10_000
CLIENT_IDS_KNOWN_S = 24 * 3600.0  # then they are sent again: another process may have deleted one in disuse
# A transaction costs 5 to 15 ms of processor time on top of the cost of each event. Under load flushes therefore begin
# no more often than this, unless that many events wait.
FLUSH_GAP_S = 0.25
BUSY_EVENTS = 5_000


class Writer(Generic[W, R]):
    """Stores what waits in the queue. run() is its task; flush() stores everything now. next_seq: first event to store.

    A flush starts after `flush_interval_ms`, or as soon as `flush_max_events` wait.
    """

    def __init__(
        self,
        settings: Settings,
        database: EventDatabase[W, R],
        journal: Journal,
        queue: EventQueue,
        enrichment: EnrichmentTask,
        sessions: SessionCache[W, R],
        hub: LiveHub,
        next_seq: int,
    ) -> None:
        self._settings = settings
        self._database = database
        self._store = database.store
        self._journal = journal
        self._queue = queue
        self._enrichment = enrichment
        self._sessions = sessions
        self._hub = hub
        self._client_ids: OrderedDict[tuple[WebsiteKey, int], None] = OrderedDict()  # known to be in their table
        self._bot_agents: set[tuple[WebsiteKey, str]] = set()  # known to be in their table, as seen today or yesterday
        self._storing = asyncio.Lock()  # no session changes while it is held by others
        self._wake, self._urgent = asyncio.Event(), asyncio.Event()
        self._advanced = asyncio.Condition()
        self._closing = asyncio.Event()
        self._target = 0  # finished events that a caller waits for: until then nothing is put off
        self._asked = 0  # finished events that a reader waits for a while: until then only the rest is kept
        self._is_drained = False
        self._failures = 0
        self._stored_next = self._durable_next = next_seq  # seq of the first event not stored, not in a checkpoint
        self.replayed_next = next_seq  # seq after the journal as it was at the start
        self._begun_s = -math.inf  # when the last flush began
        self._swept_s = self._checkpointed_s = self._forgot_ids_s = time.monotonic()
        self.problem: Reason | None = None

    def notice(self) -> None:
        """Wake the task: requests were journalled. Cheap: called once a loop turn."""
        self._wake.set()
        if len(self._queue) >= BUSY_EVENTS:
            self._urgent.set()

    def hurry(self) -> int:
        """Store everything that waits as soon as run() has its turn. Return how many events are finished then."""
        self._target = self._queue.counts.accepted
        self._wake.set()
        self._urgent.set()
        return self._target

    async def store_soon(self, limit_s: float) -> None:
        """Store what waits now, after the rest that follows a flush. Wait for it for at most `limit_s`."""
        counts = self._queue.counts
        target = self._asked = counts.accepted
        self._wake.set()
        with contextlib.suppress(TimeoutError):  # the reader then sees what is stored
            async with asyncio.timeout(limit_s), self._advanced:
                await self._advanced.wait_for(
                    lambda: counts.finished >= target or self.problem is not None or self._is_drained
                )

    async def flush(self) -> None:
        """Store everything that waits now, but not what comes meanwhile. Raises AppError when the store refuses it."""
        counts = self._queue.counts
        async with self._advanced:
            target = self.hurry()
            await self._advanced.wait_for(
                lambda: counts.finished >= target or self.problem is not None or self._is_drained
            )
        if counts.finished < target:
            text = self.problem.text if self.problem else "The store does not take events at the moment."
            raise AppError("storage_unavailable", text)

    @contextlib.asynccontextmanager
    async def at_rest(self) -> AsyncIterator[SessionCache[W, R]]:
        """Store no batch within the context, which may change live sessions. Yields what has them in memory."""
        async with self._storing:
            yield self._sessions

    def stop(self) -> None:
        """Let run() end after its current batch."""
        self._closing.set()
        self._wake.set()
        self._urgent.set()

    async def drain(self, limit_s: float) -> None:
        """Store what waits after run() has ended, within `limit_s`. The journal keeps the rest for the next start."""
        deadline = time.monotonic() + limit_s
        while self._queue and time.monotonic() < deadline:
            await self._store_some()
            if self.problem is not None:
                break
        else:
            await self._pass_replayed()
            await self.checkpoint()
        self._is_drained = True
        await self._notify_waiters()

    async def run(self) -> None:
        """Store batches until stopped. A bug in one round is logged and must not end all the others."""
        while not self._closing.is_set():
            try:
                await self._round()
            except Exception:  # the task must not end: events wait in the journal until it works again
                log.exception("A round of the writer failed")
                await self._pause(self._settings.ingest_retry_max_ms / 1000)

    async def _round(self) -> None:
        await self._until_due()
        if self._closing.is_set():
            return
        if self._queue:
            await self._store_some()
        await self._notify_waiters()
        await self._maintain()

    async def _pause(self, pause_s: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), pause_s)

    async def _until_due(self) -> None:
        """Wait until enough events wait, the oldest is old enough, a flush was asked for, or a sweep is due."""
        if self._queue and self.problem is not None:
            return  # it was due when it failed, and the pause is over
        interval_s, max_events = self._settings.flush_interval_ms / 1000, self._settings.flush_max_events
        await self._rest()
        while not self._closing.is_set() and not self._is_awaited() and len(self._queue) < max_events:
            age_s = self._queue.oldest_age_s()
            wait_s = self._swept_s + SWEEP_EVERY_S - time.monotonic() if age_s is None else interval_s - age_s
            if wait_s <= 0:
                return
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), wait_s)
            except TimeoutError:
                return

    async def _rest(self) -> None:
        """Let events gather after the last flush, unless many wait or a flush was asked for."""
        rest_s = self._begun_s + FLUSH_GAP_S - time.monotonic()
        self._urgent.clear()
        if rest_s > 0 and not self._is_hurried() and not self._closing.is_set() and len(self._queue) < BUSY_EVENTS:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._urgent.wait(), rest_s)

    def _is_awaited(self) -> bool:
        return self._queue.counts.finished < max(self._target, self._asked)

    def _is_hurried(self) -> bool:
        return self._queue.counts.finished < self._target

    async def _notify_waiters(self) -> None:
        async with self._advanced:
            self._advanced.notify_all()

    async def _store_some(self) -> None:
        await self._enrichment.catch_up()
        settings, queue = self._settings, self._queue
        requests = queue.to_store(settings.ingest_drain_max_events, settings.ingest_drain_max_batches)
        begun_s = self._begun_s = time.monotonic()
        events = [event for request in requests for event in request.events]
        try:
            async with self._storing:
                await self._store_or_set_aside(events[queue.finished_of_first :])
        except AppError as error:
            await self._wait_after(error)
            return
        except Exception:  # said in the health check, then raised to the round, which logs it
            text = "Events cannot be stored because of a fault in the program. The log has the details."
            self.problem = because("store_fault", text)
            await self._notify_waiters()
            raise
        if self.problem is not None:
            log.info("The store takes events again")
        self.problem, self._failures = None, 0
        queue.note_flush(time.monotonic() - begun_s)
        websites = {event.website_id for event in events if isinstance(event, EnrichedEvent)}
        self._hub.publish(EventsStored(tuple(sorted(websites))))

    async def _wait_after(self, error: AppError) -> None:
        if self.problem is None:
            log.error("Events cannot be stored, the journal keeps them: %s", error.message)
        self.problem = because("store_refuses", error.message, error.message)
        await self._notify_waiters()
        self._failures += 1
        base_s, longest_s = self._settings.ingest_retry_base_ms / 1000, self._settings.ingest_retry_max_ms / 1000
        await self._pause(min(longest_s, base_s * 2 ** min(self._failures, 20)))

    async def _store_or_set_aside(self, items: Sequence[EnrichedEvent | FailedEvent]) -> None:
        """Store the events in order; those that could not be enriched are set aside on the way."""
        for kind, run in groupby(items, type):
            if kind is EnrichedEvent:
                await self._store_batch([item for item in run if isinstance(item, EnrichedEvent)])
            else:
                for item in run:
                    if isinstance(item, FailedEvent):
                        await self._quarantine(item.seq, item.next_seq, item.error)

    async def _store_batch(self, batch: Sequence[EnrichedEvent]) -> None:
        """Store a batch. If the store refuses it because of an event, halve it until that event is left alone.

        Raises AppError for a fault of the disk or the file, which a smaller batch would not fix.
        """
        try:
            changes, clients = await self._sessions.assign(batch), self._new_clients(batch)
            agents = self._new_agents(batch)
            events = [item.event for item in batch]
            await self._database.write(
                self._store.batches.store_batch,
                events,
                changes,
                clients,
                batch[-1].next_seq,
                agents,
                invalidates=lambda _: invalidation_of(changes),
            )
        except AppError:
            raise
        except Exception as error:  # of any kind: it must not stop the events behind it
            if len(batch) > 1:
                middle = len(batch) // 2
                await self._store_batch(batch[:middle])
                await self._store_batch(batch[middle:])
            else:
                await self._quarantine(batch[0].event.seq, batch[0].next_seq, error)
            return
        self._sessions.apply(changes)
        self._remember_clients(clients)
        self._remember_agents(agents)
        self._stored_next = batch[-1].next_seq
        self._queue.mark_finished(len(batch), is_stored=True)

    async def _quarantine(self, seq: int, next_seq: int, error: Exception) -> None:
        log.error("An event cannot be stored and was set aside", exc_info=error)
        try:
            await asyncio.to_thread(self._journal.set_aside_event, record_of(seq), index_of(seq), repr(error))
        except OSError as fault:
            sentence = f"An event could not be set aside in the folder of the journal: {fault.strerror}."
            raise AppError("storage_unavailable", sentence) from fault
        await self._database.write(self._store.batches.move_position, next_seq, invalidates=NONE)
        self._stored_next = next_seq
        self._queue.mark_finished(1, is_stored=False)

    def _new_clients(self, batch: Sequence[EnrichedEvent]) -> list[ClientVisitor]:
        new = {
            (item.event.website, item.event.visitor): item.client_id
            for item in batch
            if item.client_id is not None and (item.event.website, item.event.visitor) not in self._client_ids
        }
        return [(website, visitor, client_id) for (website, visitor), client_id in new.items()]

    def _remember_clients(self, clients: Sequence[ClientVisitor]) -> None:
        for website, visitor, _ in clients:
            self._client_ids[website, visitor] = None
        while len(self._client_ids) > MAX_KNOWN_CLIENT_IDS:
            self._client_ids.popitem(last=False)

    def _new_agents(self, batch: Sequence[EnrichedEvent]) -> list[BotAgent]:
        """Return the user agents of the bots of a batch that are not known to be stored since CLIENT_IDS_KNOWN_S."""
        agents = {
            (item.event.website, item.event.agent): item.bot_agent
            for item in batch
            if item.bot_agent is not None and item.event.agent is not None
        }
        return [(*key, text) for key, text in agents.items() if key not in self._bot_agents]

    def _remember_agents(self, agents: Sequence[BotAgent]) -> None:
        if len(self._bot_agents) + len(agents) > MAX_KNOWN_AGENTS:
            self._bot_agents.clear()
        self._bot_agents.update((website, agent) for website, agent, _ in agents)

    def forget_client_ids(self) -> None:
        """Forget which ids and user agents are in their tables: some are about to be deleted."""
        self._client_ids.clear()
        self._bot_agents.clear()
        self._forgot_ids_s = time.monotonic()

    async def _pass_replayed(self) -> None:
        """Move the position behind records at the end of the old journal that had nothing to store.

        Else their segments, with addresses of visitors, would stay until the next event.
        """
        if self._queue or self._stored_next >= self.replayed_next:
            return
        try:
            await self._database.write(self._store.batches.move_position, self.replayed_next, invalidates=NONE)
        except AppError as error:
            log.warning("The position in the journal could not be moved and will be moved later: %s", error.message)
            return
        self._stored_next = self.replayed_next

    async def _maintain(self) -> None:
        await self._pass_replayed()
        now_s = time.monotonic()
        if now_s - self._swept_s >= SWEEP_EVERY_S:
            self._swept_s = now_s
            await self._sweep()
        if now_s - self._forgot_ids_s >= CLIENT_IDS_KNOWN_S:
            self.forget_client_ids()
        is_due = now_s - self._checkpointed_s >= CHECKPOINT_EVERY_S
        if is_due or self._journal.size_bytes >= CHECKPOINT_JOURNAL_BYTES:
            await self.checkpoint()

    async def _sweep(self) -> None:
        """End the sessions to which no waiting or later event can belong."""
        before_us = self._queue.horizon_us() - IDLE_LIMIT_US

        def end(con: W) -> int:
            sessions = self._store.live_sessions
            sessions.end_sessions(con, at(before_us))
            return sessions.count_live_sessions(con)

        try:
            left = await self._database.write(end, invalidates=NONE)  # a session is the same in either table
            await self._enrichment.renew_salts()
        except AppError as error:
            log.warning("Ended sessions could not be moved and will be moved later: %s", error.message)
            return
        self._sessions.after_sweep(left, before_us)

    async def checkpoint(self) -> None:
        """Make everything stored durable in the file itself, then remove the journal segments it came from."""
        self._checkpointed_s = time.monotonic()
        upto = self._stored_next
        if upto == self._durable_next:
            return
        try:
            await self._database.checkpoint()
            await asyncio.to_thread(remove_files, self._journal.leave_before(record_of(upto)))
        except CheckpointHeldBack:
            self._checkpointed_s += CHECKPOINT_AGAIN_S - CHECKPOINT_EVERY_S
            return
        except (AppError, OSError) as error:
            log.warning("The checkpoint failed and will be tried again: %s", error)
            return
        self._durable_next = upto
