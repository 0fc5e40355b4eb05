"""Ingest pipeline: the entry point of ingest; opens its parts in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar  # Any: the connections of a store, which are its own matter

from app.config import CITY_FILE, Settings
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.ingest.events import EVENTS_PER_RECORD, at, record_of, seq_of
from app.domain.ingest.places import Place
from app.domain.ingest.sessions import IDLE_LIMIT_US
from app.domain.server_status import (
    CacheStatus,
    HealthCheck,
    PlacesSource,
    QueueStatus,
    Reason,
    Requeued,
    because,
    health,
)
from app.loop import finish, spawn
from app.server.directory import WebsiteDirectory
from app.server.ingest.channel_rules import read_channels
from app.server.ingest.clocks import Clocks
from app.server.ingest.collector import Collector, Reply
from app.server.ingest.commit import GroupCommit, OnJournalled
from app.server.ingest.enrich import Enricher, arrived_of
from app.server.ingest.enrichment import EnrichmentTask
from app.server.ingest.geoip import CityDatabase, Places
from app.server.ingest.journal import ClientFacts, Copies, Journal, Record
from app.server.ingest.queue import EnrichedEvent, EventQueue, QueuedRequest
from app.server.ingest.recovery.file_watch import FileWatch
from app.server.ingest.recovery.quarantine import Quarantine
from app.server.ingest.recovery.replay import Replay, replay_of
from app.server.ingest.recovery.requeue import Requeue
from app.server.ingest.salts import DailySalts
from app.server.ingest.session_cache import SessionCache
from app.server.ingest.writer import Writer
from app.server.live import LiveHub
from app.storage.cache import NONE
from app.storage.event_store import EventDatabase, EventStore
from app.storage.ingest.numbers import KnownNumbers
from app.storage.metadata import MetadataStore

log = logging.getLogger(__name__)
W = TypeVar("W")
R = TypeVar("R")

JOURNAL_FOLDER = "journal"

DRAIN_LIMIT_S = 10.0
QUARANTINE_EVERY_S = 60.0
HIDE_EVERY_S = 3600.0
OWN_WRITES_LIMIT_S = 0.5  # for events that were accepted before they are asked for
LIVE_EVENTS_A_SLICE = 50  # events of one slice sent to the live stream; more would only scroll by
LIVE_WAITING = 300  # events that are gone through to tell where visits begin; while more wait the stream does not say


@dataclass(frozen=True, slots=True)
class StoredState:
    """State left in the database by earlier runs. live_sessions: how many there are."""

    next_seq: int
    live_sessions: int
    numbers: KnownNumbers


class Ingest:
    """The open pipeline, created by `open_ingest`. Belongs to the event loop."""

    def __init__(
        self,
        settings: Settings,
        database: EventDatabase[W, R],
        metadata: MetadataStore,
        directory: WebsiteDirectory,
        hub: LiveHub,
        journal: Journal,
        state: StoredState,
        clocks: Clocks,
    ) -> None:
        self._journal = journal
        self._directory = directory
        self._hub = hub
        self._queue = queue = EventQueue(settings.ingest_queue_max_events, clocks)
        self.channels = read_channels(settings.data_dir)
        salts: dict[int, bytes] | None = {} if settings.visitor_salt == "secret" else None
        self._salts = DailySalts(metadata, salts, clocks)
        chosen = CityDatabase(settings.data_dir / CITY_FILE, is_expected=False)
        databases = [CityDatabase(path, settings.is_city_database_expected) for path in settings.geoip_path]
        self._enricher = Enricher(Places([chosen, *databases]), salts)
        self._enrichment = EnrichmentTask(queue, self._enricher, self._salts, self._on_enriched)
        most = settings.session_cache_max_entries
        sessions = SessionCache(database, self.channels, most, state.live_sessions, state.numbers)
        writer = Writer(settings, database, journal, queue, self._enrichment, sessions, hub, state.next_seq)
        self._sessions: SessionCache[Any, Any] = sessions
        self._writer: Writer[Any, Any] = writer
        retry_s = settings.ingest_retry_max_ms / 1000
        self._commit = GroupCommit(journal, queue, settings.journal_fsync, retry_s, self._on_journalled)
        # Numbers follow each other without a gap, so that a missing record differs from one that never was.
        first_record = max(record_of(state.next_seq + EVENTS_PER_RECORD - 1), journal.last_number + 1, 1)
        self.collector = Collector(settings, directory, queue, self._commit, first_record, clocks)
        self._quarantine = Quarantine(journal.quarantine)
        self._requeue: Requeue[Any, Any] = Requeue(
            self._quarantine, journal, directory, queue, self.collector, self._commit, database
        )
        self._files = FileWatch(database.file, journal, queue, self._commit, writer)
        self._clocks = clocks
        self.newest_replayed: datetime | None = None  # time of receipt of the newest event that the journal had kept

    def collect(self, body: bytes, client: ClientFacts) -> Reply:
        """Return the reply to one collect request; never raises for bad input. A 202 may leave after `journalled()`."""
        return self.collector.collect(body, client)

    async def journalled(self) -> None:
        """Wait until what this loop turn accepted is in the journal. Raises AppError when the disk refused it."""
        await self._commit.journalled()

    def when_journalled(self, callback: OnJournalled) -> None:
        """Call `callback` when what this loop turn accepted is in the journal, or with the error of the disk."""
        self._commit.when_journalled(callback)

    def refusal(self, error: AppError, client: ClientFacts) -> Reply:
        """Return the reply to a request that never reached `collect`, or that the journal refused."""
        return self.collector.refusal(error, client)

    async def flush(self) -> None:
        """Store everything that was accepted before. Raises AppError when the store does not take it."""
        await self._commit.drain()
        await self._writer.flush()

    @property
    def pause_left_s(self) -> float:
        """Seconds until events are accepted again, 0 while they are."""
        return self.collector.pause_left_s

    def pause(self, seconds: float) -> None:
        """Accept no events for so many seconds from now; 0 ends a pause."""
        self.collector.pause(seconds)

    @property
    def set_aside(self) -> int:
        """Number of events in the quarantine. One that the database refuses counts within a minute."""
        return self._quarantine.events.unknown + self._quarantine.events.refused

    async def requeue(self) -> Requeued:
        """Take in again what is in the quarantine, as far as its websites are known. Raises AppError."""
        return await finish(self._requeue.run(with_refused=True))

    async def check_files(self) -> None:
        """Notice now that files of the journal or the database vanished. Raises AppError or OSError."""
        await self._files.check()

    async def store_waiting(self, websites: Iterable[WebsiteKey]) -> None:
        """Store what waits of these websites before it is read. Wait for it no longer than OWN_WRITES_LIMIT_S."""
        if any(self._queue.waiting_of(website) for website in websites):
            await self._writer.store_soon(OWN_WRITES_LIMIT_S)

    def settled_until(self) -> datetime:
        """Return the time, naive UTC, up to which all is stored and no later event can add to a session."""
        return at(self._queue.horizon_us() - IDLE_LIMIT_US).replace(tzinfo=None)

    @contextlib.asynccontextmanager
    async def sessions_at_rest(self) -> AsyncIterator[SessionCache[Any, Any]]:
        """Store no batch within the context, which may change live sessions. Yields what has them in memory."""
        async with self._writer.at_rest() as sessions:
            yield sessions

    def forget_client_ids(self) -> None:
        """Prepare for deleting ids chosen by clients from the database; call it before they are deleted."""
        self._writer.forget_client_ids()

    def locate(self, address: str) -> Place:
        """Return the place of an address. May wait for the disk; any thread may call it."""
        return self._enricher.locate(address)

    def places_source(self) -> PlacesSource:
        """Return where places come from."""
        return self._enricher.places_source()

    async def install_city_database(self, path: Path, new: Path) -> None:
        """Put a checked file in the place of the city database at `path`, and use it. Raises OSError."""
        await self._enricher.install_city_database(path, new)

    async def reload_places(self) -> None:
        """Use a city database that was replaced; do nothing otherwise."""
        await self._enricher.reload_places()

    def status(self) -> QueueStatus:
        return self._queue.status(self._journal.size_bytes)

    def caches(self) -> tuple[CacheStatus, ...]:
        return (*self._enricher.caches(), self._sessions.status())

    @property
    def problems(self) -> tuple[HealthCheck, ...]:
        """The checks that say that the server is degraded."""
        return tuple(check for check in self.checks() if check.is_serious)

    def checks(self) -> tuple[HealthCheck, ...]:
        """Return the health of the geo database, the journal, the store and the files of both."""
        journal = self._commit.problem or self._commit.sync_problem
        files, stored = self._files.journal_problem or self._gap(), self._writer.problem
        complete = because("journal_files_right", "The files of the journal are complete.")
        return (
            self._enricher.places_check(),
            health("journal", journal or self._journal_report(), is_ok=journal is None),
            health("store", stored or because("store_right", "Events are stored."), is_ok=stored is None),
            health("journal_files", files or complete, is_ok=files is None),
            *self._files.database_checks(),
            self._quarantine_check(),
        )

    @property
    def is_ready(self) -> bool:
        """True when events are accepted and stored. Files that vanished and events set aside do not change that."""
        return not (self._commit.problem or self._commit.sync_problem or self._writer.problem)

    def _journal_report(self) -> Reason:
        if not (damaged := self._journal.damaged_records):
            return because("journal_right", "The journal is written.")
        text = f"{damaged} damaged places were found at the start and set aside."
        return because("journal_damaged", text, damaged)

    def _gap(self) -> Reason | None:
        missing = self._journal.missing_records
        if not missing:
            return None
        requests = "1 request is" if missing == 1 else f"{missing:,} requests are"
        text = (
            f"{requests} missing between the database and the journal: a file of the journal was removed while the "
            "server was stopped, or an older copy of the database was put back."
        )
        return because("journal_gap", text, missing)

    def _quarantine_check(self) -> HealthCheck:
        events = self._quarantine.events
        refused = f"{_events(events.refused)} that the database refused are set aside."
        aside = [because("quarantine_refused", refused, events.refused)] if events.refused else []
        if not events.unknown:
            empty = because("quarantine_empty", "No events are set aside.")
            return health("quarantine", *(aside or [empty]), is_ok=True)
        text = (
            f"{_events(events.unknown)} of unknown websites are set aside in the folder journal/quarantine. They are "
            "stored as soon as the database that has these websites is put back."
        )
        return health("quarantine", because("quarantine_unknown", text, events.unknown), *aside, is_ok=False)

    async def start(self, records: Sequence[Record], next_seq: int) -> None:
        """Open the place databases, ensure today's salts, and queue what is not stored yet, or set it aside.

        Raises AppError and OSError.
        """
        await self._enricher.open_places()
        await self._salts.renew()
        if records:
            self.newest_replayed = at(max(record.received_us for record in records))
        accepted = self._queue.counts.accepted
        replay = replay_of(records, self._journal.copies, self._directory, next_seq)
        if (gap := self._gap()) is not None:
            log.error("%s", gap)
        await asyncio.to_thread(self._quarantine.open, replay.unknown, self._in_journal(replay))
        self._writer.replayed_next = seq_of(self._journal.last_number + 1, 0)
        for request in replay.requests:
            self._queue.reserve(request)
        self._queue.mark_journalled(len(replay.requests))
        if replay.requests:
            log.info("%d events from the journal will be stored", self._queue.counts.accepted - accepted)
            self._enrichment.notice()
            self._writer.hurry()  # they have waited long enough

    def _in_journal(self, replay: Replay) -> Copies:
        """Return the events that the journal has, so that the quarantine need not: copies, and those to be stored."""
        events = dict(self._journal.copies)
        for entry in (request.entry for request in replay.requests):
            if entry is not None and entry.origin is None:
                key = (entry.number, entry.received_us)
                events[key] = events.get(key, 0) | entry.taken
        return events

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the tasks. At the end accept nothing more, store what waits, and close the files."""
        enrichment = spawn("ingest-enrichment", self._enrichment.run())
        writer = spawn("ingest-writer", self._writer.run())
        watches = [spawn("ingest-files", self._files.run()), spawn("ingest-quarantine", self._keep_quarantine())]
        try:
            yield
        finally:
            for watch in watches:
                watch.cancel()
            await asyncio.gather(*watches, return_exceptions=True)
            await self._commit.close()
            self._writer.stop()
            await writer
            await self._writer.drain(DRAIN_LIMIT_S)
            enrichment.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await enrichment
            self._enricher.close()
            self._log_counts()

    async def _keep_quarantine(self) -> None:
        """Take events in as soon as their websites are known, and hide old addresses."""
        hidden_s, refused = -math.inf, self._queue.counts.quarantined
        while True:
            try:
                if self._queue.counts.quarantined != refused:
                    refused = self._queue.counts.quarantined
                    await self._requeue.count()
                if self._requeue.is_due():
                    await self._requeue.run(with_refused=False)
                if self._clocks.steady_s() - hidden_s >= HIDE_EVERY_S:
                    hidden_s = self._clocks.steady_s()
                    await self._requeue.hide_clients(self._clocks.settled_us())
            except (AppError, OSError) as error:  # the next attempt may succeed
                log.warning("The quarantine could not be looked after: %s", error)
            await asyncio.sleep(QUARANTINE_EVERY_S)

    def _log_counts(self) -> None:
        counts, left = self._queue.counts, len(self._queue)
        text = "Ingest stopped: %d accepted, %d stored, %d quarantined, %d left in the journal"
        log.info(text, counts.accepted, counts.stored, counts.quarantined, left)

    def _on_journalled(self) -> None:
        self._enrichment.notice()
        self._writer.notice()

    def _on_enriched(self, requests: Sequence[QueuedRequest]) -> None:
        """Send events that have just come to the live stream."""
        if not self._hub.has_listeners:
            return
        waiting = self._queue.visitors_before(requests) if len(self._queue) <= LIVE_WAITING else None
        events = (event for request in requests if request.is_new for event in request.events)
        for item in islice(events, LIVE_EVENTS_A_SLICE):
            if isinstance(item, EnrichedEvent):
                self._hub.arrived(arrived_of(item, begins_visit=self._sessions.begins(item.event, waiting)))


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count:,} events"


def _stored_state(con: W, store: EventStore[W, R], visitors: int) -> StoredState:
    numbers = store.numbers.known_numbers(con, visitors)
    return StoredState(store.batches.next_seq(con), store.live_sessions.count_live_sessions(con), numbers)


@contextlib.asynccontextmanager
async def open_ingest(
    settings: Settings,
    database: EventDatabase[W, R],
    metadata: MetadataStore,
    directory: WebsiteDirectory,
    hub: LiveHub,
    clocks: Clocks | None = None,
) -> AsyncIterator[Ingest]:
    """Open the journal, replay what is not stored, and take events until the context ends.

    Raises KnownStorageError or AppError `storage_unavailable` when the folder cannot be used.
    """
    visitors = max(1, settings.session_cache_max_entries // 2)
    state = await database.write(_stored_state, database.store, visitors, invalidates=NONE)
    journal = Journal(settings.data_dir / JOURNAL_FOLDER)
    try:
        records = await asyncio.to_thread(journal.open, record_of(state.next_seq))
        ingest = Ingest(settings, database, metadata, directory, hub, journal, state, clocks or Clocks())
        await ingest.start(records, state.next_seq)
    except OSError as error:
        raise AppError(
            "storage_unavailable", f"The journal in {journal.folder} cannot be used: {error.strerror}."
        ) from error
    async with ingest.running():
        yield ingest
