"""The one task that stores events: batches, retries, quarantine, the end of sessions, checkpoints.

Everything it keeps in memory about sessions changes only after the transaction that says the same was committed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from app.domain.errors import AppError
from app.domain.events import Event, index_of, record_of
from app.domain.live import EventsStored
from app.domain.server_status import CacheStatus
from app.domain.sessions import EPOCH, IDLE_LIMIT, Session, SessionChanges, Visit, assign, begin
from app.server.ingest.enrich import US_PER_DAY, Accepted, Enricher, Failed, Ready
from app.server.ingest.journal import Journal, remove_files
from app.server.ingest.queue import EventQueue
from app.server.live import LiveHub
from app.storage import events as store
from app.storage.answers import Reach, nothing
from app.storage.database import Connection, Database

log = logging.getLogger(__name__)

SWEEP_EVERY_S = 60.0
CHECKPOINT_EVERY_S = 300.0
CHECKPOINT_JOURNAL_BYTES = 64 * 1024 * 1024
MAX_KNOWN_CLIENT_IDS = 50_000
KEY_BYTES = 32


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


class SessionCache:
    """The stored live sessions of recent visits. Those that fell out are looked up in their table."""

    def __init__(self, max_sessions: int, stored: int) -> None:
        self._max = max_sessions
        self._sessions: OrderedDict[Visit, Session] = OrderedDict()
        self._stored = stored  # rows of sessions_live
        self._hits = self._misses = 0

    def status(self) -> CacheStatus:
        """How full the cache is, and how often the table did not have to be asked."""
        return CacheStatus("sessions", len(self._sessions), self._max, self._hits, self._misses)

    def known(self, con: Connection, visits: set[Visit]) -> dict[Visit, Session]:
        """The live session of each visit that has one. Asks the table only when it holds more than the cache."""
        found = {visit: session for visit in visits if (session := self._sessions.get(visit)) is not None}
        asked: list[Visit] = []
        if self._stored > len(self._sessions) and len(found) < len(visits):
            asked = [visit for visit in visits if visit not in found]
            found.update(store.live_sessions(con, asked))
        self._misses += len(asked)
        self._hits += len(visits) - len(asked)
        return found

    def apply(self, changes: SessionChanges) -> None:
        """Take over what a committed batch did."""
        self._stored += len(changes.live) - len(changes.replaced)
        for visit, session in changes.live.items():
            self._sessions[visit] = session
            self._sessions.move_to_end(visit)
        while len(self._sessions) > self._max:
            self._sessions.popitem(last=False)

    def replace_stored(self, stored: int, keep: Callable[[Session], bool]) -> None:
        """After a sweep: forget what `keep` refuses. stored: rows that are left in the table."""
        self._stored = stored
        for visit in [visit for visit, session in self._sessions.items() if not keep(session)]:
            del self._sessions[visit]


class Writer:
    """Stores what waits in the queue. run() is its task; flush() stores everything now."""

    def __init__(
        self,
        database: Database,
        journal: Journal,
        queue: EventQueue,
        enricher: Enricher,
        hub: LiveHub,
        limits: Limits,
        keys: dict[int, bytes] | None,
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
        self._keys = keys
        self._clock_us = clock_us
        self._sessions = SessionCache(limits.max_sessions, live_rows)
        self._client_ids: OrderedDict[tuple[int, int], None] = OrderedDict()
        self._wake = asyncio.Event()
        self._advanced = asyncio.Condition()
        self._closing = asyncio.Event()
        self._wanted = 0  # settled events that someone waits for: until then nothing is put off
        self._is_drained = False
        self._failures = 0
        self._stored_next = self._durable_next = next_seq  # seq of the first event not stored, not in a checkpoint
        self._prepared: dict[int, list[Ready | Failed]] = {}  # of requests that may be tried again, by record
        self._swept_s = self._checkpointed_s = time.monotonic()
        self.problem: str | None = None

    def notice(self) -> None:
        """New events wait. Cheap: called once a loop turn."""
        self._wake.set()

    def hurry(self) -> int:
        """Store everything that waits as soon as run() has its turn. Returns how many events are settled then."""
        self._wanted = self._queue.counts.accepted
        self._wake.set()
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

    def _is_hurried(self) -> bool:
        return self._queue.counts.settled < self._wanted

    async def _tell_waiters(self) -> None:
        async with self._advanced:
            self._advanced.notify_all()

    async def _store_some(self) -> None:
        requests = self._queue.first(self._limits.drain_max_events, self._limits.drain_max_requests)
        begun_s = time.monotonic()
        try:
            ready = await self._database.write(self._prepare, requests, reach=nothing)
            await self._store_or_set_aside(ready[self._queue.stored_of_first :])
        except AppError as error:
            await self._wait_after(error)
            return
        except Exception:
            self.problem = "Events cannot be stored because of a fault in the program. The log has the details."
            await self._tell_waiters()
            raise
        self._prepared.clear()
        if self.problem is not None:
            log.info("The store takes events again")
        self.problem, self._failures = None, 0
        self._queue.last_flush_s = time.monotonic()
        self._queue.last_flush_duration_s = self._queue.last_flush_s - begun_s
        self._hub.publish(EventsStored(tuple(sorted({item.website_id for item in ready if isinstance(item, Ready)}))))

    async def _wait_after(self, error: AppError) -> None:
        if self.problem is None:
            log.error("Events cannot be stored, the journal keeps them: %s", error.message)
        self.problem = error.message
        await self._tell_waiters()
        self._failures += 1
        limits = self._limits
        await self._pause(min(limits.retry_max_s, limits.retry_base_s * 2 ** min(self._failures, 20)))

    async def _store_or_set_aside(self, items: Sequence[Ready | Failed]) -> None:
        """Store the events in order; those that could not be enriched are set aside on the way."""
        for kind, run in groupby(items, type):
            if kind is Ready:
                await self._store([item for item in run if isinstance(item, Ready)])
            else:
                for item in run:
                    if isinstance(item, Failed):
                        await self._quarantine(item.seq, item.next_seq, item.error)

    async def _store(self, batch: Sequence[Ready]) -> None:
        """Store a batch; when the store refuses it for a reason of its own, halve it until one event is left.

        Raises AppError for a fault of the disk or the file, which a smaller batch would not mend.
        """
        try:
            clients, changes = await self._database.write(
                self._transaction, batch, reach=lambda stored: store.reach_of(stored[1])
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
        await self._database.write(store.move_position, next_seq, reach=nothing)
        self._stored_next = next_seq
        self._queue.done(1, 1, time.monotonic())

    def _prepare(self, con: Connection, requests: Sequence[Accepted]) -> list[Ready | Failed]:
        """Runs on the writer thread: enrich each request once, however often its events are tried.

        The counters of bot behaviour must not count a retry.
        """
        self._have_keys(con, {request.received_us // US_PER_DAY for request in requests})
        ready: list[Ready | Failed] = []
        for request in requests:
            found = self._prepared.get(request.record)
            if found is None:
                found = self._prepared[request.record] = self._enricher.enrich(request)
            ready += found
        return ready

    def _transaction(self, con: Connection, batch: Sequence[Ready]) -> tuple[list[store.ClientVisitor], SessionChanges]:
        """Runs on the writer thread: find sessions, write events, sessions and the journal position."""
        events = [item.event for item in batch]
        by_seq = {item.event.seq: item for item in batch}

        def start(event: Event) -> Session:
            item = by_seq[event.seq]
            return begin(event, item.website_id, self._enricher.channel_of(event), item.user_agent_hash)

        known = self._sessions.known(con, {(event.website, event.visitor) for event in events})
        changes = assign(events, known, start)
        clients = self._new_clients(batch)
        store.store_batch(con, events, changes, clients, batch[-1].next_seq)
        return clients, changes

    def _new_clients(self, batch: Sequence[Ready]) -> list[store.ClientVisitor]:
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

    async def renew_places(self) -> None:
        """Take over a geo database that was replaced, on the thread that reads it. Raises AppError."""
        await self._database.write(lambda _: self._enricher.renew_places(), reach=nothing)

    async def renew_keys(self) -> None:
        """Have the visitor keys of today and tomorrow, whether events come or not. Raises AppError."""
        await self._database.write(self._have_keys, {self._clock_us() // US_PER_DAY}, reach=nothing)

    def _have_keys(self, con: Connection, days: set[int]) -> None:
        """Have the key of each day and of the one after the last; forget those older than a day before the first."""
        if self._keys is None or days | {max(days) + 1} <= self._keys.keys():
            return
        kept = {day: key for day, key in self._keys.items() if day >= min(days) - 1}
        for day in days | {max(days) + 1}:
            kept.setdefault(day, secrets.token_bytes(KEY_BYTES))
        store.keep_visitor_keys(con, kept)
        self._keys.update(kept)
        for day in self._keys.keys() - kept.keys():
            del self._keys[day]

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
        now = EPOCH + timedelta(microseconds=now_us if oldest_us is None else min(now_us, oldest_us))
        before = now - IDLE_LIMIT

        def end(con: Connection) -> int:
            store.end_sessions(con, before)
            return store.count_live_sessions(con)

        try:
            left = await self._database.write(end, reach=nothing)  # a session says the same in either table
            await self.renew_keys()
        except AppError as error:
            log.warning("Finished sessions could not be moved, they will be later: %s", error.message)
            return
        self._sessions.replace_stored(left, lambda session: session.ended_at > before)

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


def _reach(stored: tuple[list[store.ClientVisitor], SessionChanges]) -> Reach:
    return store.reach_of(stored[1])
