"""Ingest pipeline: the entry point of ingest; opens its parts in order."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from app.config import Settings
from app.domain.errors import AppError
from app.domain.ids import WebsiteKey
from app.domain.ingest.events import at, record_of
from app.domain.ingest.visitors import visitor_text
from app.domain.live import ArrivedEvent
from app.domain.server_status import CacheStatus, HealthCheck, QueueStatus
from app.loop import spawn
from app.server.directory import WebsiteDirectory
from app.server.ingest.channel_rules import read_channels
from app.server.ingest.clocks import Clocks
from app.server.ingest.collector import Collector, Reply
from app.server.ingest.commit import GroupCommit, OnJournalled
from app.server.ingest.enrich import Enricher
from app.server.ingest.enrichment import EnrichmentTask
from app.server.ingest.geoip import CityDatabase, Places
from app.server.ingest.journal import ClientFacts, Journal, Record
from app.server.ingest.queue import EnrichedEvent, EventQueue, QueuedRequest
from app.server.ingest.replay import requests_to_replay
from app.server.ingest.salts import DailySalts
from app.server.ingest.session_cache import SessionCache
from app.server.ingest.writer import Writer
from app.server.live import LiveHub
from app.storage.database import Database
from app.storage.ingest import events as store

log = logging.getLogger(__name__)

JOURNAL_FOLDER = "journal"

DRAIN_LIMIT_S = 10.0
OWN_WRITES_LIMIT_S = 0.5  # for events that were accepted before they are asked for
LIVE_EVENTS_A_SLICE = 50  # events of one slice sent to the live stream; more would only scroll by


@dataclass(frozen=True, slots=True)
class StoredState:
    """State left in the database by earlier runs. live_sessions: their number; salts: by UTC day."""

    next_seq: int
    live_sessions: int
    salts: dict[int, bytes]


class Ingest:
    """The open pipeline, created by `open_ingest`. Belongs to the event loop."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
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
        salts = dict(state.salts) if settings.visitor_salt == "secret" else None
        self._salts = DailySalts(database, salts, clocks)
        databases = [CityDatabase(path, settings.is_city_database_expected) for path in settings.geoip_path]
        self._enricher = Enricher(Places(databases), salts)
        self._enrichment = EnrichmentTask(queue, self._enricher, self._salts, self._on_enriched)
        self._sessions = SessionCache(database, self.channels, settings.session_cache_max_entries, state.live_sessions)
        self._writer = Writer(settings, database, journal, queue, self._enrichment, self._sessions, hub, state.next_seq)
        self._commit = GroupCommit(journal, queue, settings.journal_fsync, self._on_journalled)
        first_record = max(record_of(state.next_seq), journal.last_number) + 1
        self._collector = Collector(settings, directory, queue, self._commit, first_record, clocks)
        self.newest_replayed: datetime | None = None  # time of receipt of the newest event that the journal had kept

    def collect(self, body: bytes, client: ClientFacts) -> Reply:
        """Return the reply to one collect request; never raises for bad input. A 202 may leave after `journalled()`."""
        return self._collector.collect(body, client)

    async def journalled(self) -> None:
        """Wait until what this loop turn accepted is in the journal. Raises AppError when the disk refused it."""
        await self._commit.journalled()

    def when_journalled(self, callback: OnJournalled) -> None:
        """Call `callback` when what this loop turn accepted is in the journal, or with the error of the disk."""
        self._commit.when_journalled(callback)

    def refusal(self, error: AppError, client: ClientFacts) -> Reply:
        """Return the reply to a request that never reached `collect`, or that the journal refused."""
        return self._collector.refusal(error, client)

    async def flush(self) -> None:
        """Store everything that was accepted before. Raises AppError when the store does not take it."""
        await self._commit.drain()
        await self._writer.flush()

    async def store_waiting(self, websites: Iterable[WebsiteKey]) -> None:
        """Store what waits of these websites before it is read. Wait for it no longer than OWN_WRITES_LIMIT_S."""
        if any(self._queue.waiting_of(website) for website in websites):
            await self._writer.store_soon(OWN_WRITES_LIMIT_S)

    def forget_client_ids(self) -> None:
        """Prepare for deleting ids chosen by clients from the database; call it before they are deleted."""
        self._writer.forget_client_ids()

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
        """Return the health of places, the journal and the store."""
        damaged = self._journal.damaged_records
        problem = self._commit.problem or self._commit.sync_problem
        journal = problem or (
            f"{damaged} damaged places were found at the start and set aside." if damaged else "The journal is written."
        )
        return (
            self._enricher.places_check(),
            HealthCheck("journal", "degraded" if problem else "ok", journal),
            HealthCheck(
                "store", "degraded" if self._writer.problem else "ok", self._writer.problem or "Events are stored."
            ),
        )

    async def start(self, records: Sequence[Record], next_seq: int) -> None:
        """Open the place databases, ensure today's salts, and queue what is not stored yet. Raises AppError."""
        await self._enricher.open_places()
        await self._salts.renew()
        if records:
            self.newest_replayed = at(max(record.received_us for record in records))
        accepted = self._queue.counts.accepted
        requests = 0
        for request in requests_to_replay(records, self._directory, next_seq):
            self._queue.reserve(request)
            requests += 1
        self._queue.mark_journalled(requests)
        if requests:
            log.info("%d events from the journal will be stored", self._queue.counts.accepted - accepted)
            self._enrichment.notice()
            self._writer.hurry()  # they have waited long enough

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Run the tasks. At the end accept nothing more, store what waits, and close the files."""
        enrichment = spawn("ingest-enrichment", self._enrichment.run())
        writer = spawn("ingest-writer", self._writer.run())
        try:
            yield
        finally:
            await self._commit.close()
            self._writer.stop()
            await writer
            await self._writer.drain(DRAIN_LIMIT_S)
            enrichment.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await enrichment
            self._enricher.close()
            self._log_counts()

    def _log_counts(self) -> None:
        counts = self._queue.counts
        log.info(
            "Ingest stopped: %d accepted, %d stored, %d quarantined, %d left in the journal",
            counts.accepted,
            counts.stored,
            counts.quarantined,
            len(self._queue),
        )

    def _on_journalled(self) -> None:
        self._enrichment.notice()
        self._writer.notice()

    def _on_enriched(self, requests: Sequence[QueuedRequest]) -> None:
        """Send events that have just come to the live stream."""
        if self._hub.has_listeners:
            events = (event for request in requests if request.is_new for event in request.events)
            for event in islice(events, LIVE_EVENTS_A_SLICE):
                if isinstance(event, EnrichedEvent):
                    self._hub.arrived(_arrived(event))


def _arrived(enriched: EnrichedEvent) -> ArrivedEvent:
    event = enriched.event
    context = event.context
    return ArrivedEvent(
        website_id=enriched.website_id,
        visitor_id=enriched.client_id or visitor_text(event.visitor),
        event_type=event.kind,
        url=event.page.full_url,
        path=event.page.path,
        title=event.title,
        event_name=event.event_name,
        referrer_domain=event.source.domain,
        country=context.country,
        region=context.region,
        city=context.city,
        browser=context.browser,
        os=context.os,
        device_type=context.device,
        is_bot=event.is_bot,
        ts=event.ts,
    )


@contextlib.asynccontextmanager
async def open_ingest(
    settings: Settings,
    database: Database,
    directory: WebsiteDirectory,
    hub: LiveHub,
    clocks: Clocks | None = None,
) -> AsyncIterator[Ingest]:
    """Open the journal, replay what is not stored, and take events until the context ends.

    Raises KnownStorageError or AppError `storage_unavailable` when the folder cannot be used.
    """
    state = StoredState(
        await database.read(store.next_seq),
        await database.read(store.count_live_sessions),
        await database.read(store.salts),
    )
    journal = Journal(settings.data_dir / JOURNAL_FOLDER)
    try:
        records = await asyncio.to_thread(journal.open, record_of(state.next_seq))
    except OSError as error:
        raise AppError(
            "storage_unavailable", f"The journal in {journal.folder} cannot be used: {error.strerror}."
        ) from error
    ingest = Ingest(settings, database, directory, hub, journal, state, clocks or Clocks())
    await ingest.start(records, state.next_seq)
    async with ingest.running():
        yield ingest
