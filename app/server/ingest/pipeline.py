"""Ingest as the rest of the server sees it: open it, hand it bodies, ask how it is, close it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.errors import AppError
from app.domain.ingest.events import record_of, seq_of
from app.domain.ingest.visitors import visitor_text
from app.domain.live import ArrivedEvent
from app.domain.server_status import CacheStatus, HealthCheck, QueueStatus
from app.domain.websites import Website
from app.loop import spawn
from app.server.directory import WebsiteDirectory
from app.server.ingest.channel_rules import read_channels
from app.server.ingest.collect_body import decode_collect
from app.server.ingest.collector import Collector, QuotaDefaults, Reply
from app.server.ingest.commit import FsyncMode, GroupCommit, Settled
from app.server.ingest.enrich import EnrichedEvent, Enricher, Failed, QueuedRequest
from app.server.ingest.enrichment import EnrichmentTask
from app.server.ingest.geoip import Places
from app.server.ingest.journal import ClientFacts, Journal, Record
from app.server.ingest.queue import EventQueue
from app.server.ingest.visitor_keys import VisitorKeys
from app.server.ingest.writer import Limits, Writer
from app.server.limits.request_windows import SlidingWindowLimiter
from app.server.live import LiveHub
from app.storage.database import Database
from app.storage.ingest import events as store

log = logging.getLogger(__name__)

JOURNAL_FOLDER = "journal"

DRAIN_LIMIT_S = 10.0
LIVE_EVENTS_A_SLICE = 50  # events of one slice that are shown live; more would only scroll by


class IngestSettings(Protocol):
    """What ingest reads of the settings."""

    @property
    def data_dir(self) -> Path: ...
    @property
    def geoip_path(self) -> Path: ...
    @property
    def collect_rate_limit(self) -> int: ...
    @property
    def rate_limit_max_keys(self) -> int: ...
    @property
    def flush_interval_ms(self) -> int: ...
    @property
    def flush_max_events(self) -> int: ...
    @property
    def ingest_queue_max_events(self) -> int: ...
    @property
    def ingest_drain_max_events(self) -> int: ...
    @property
    def ingest_drain_max_batches(self) -> int: ...
    @property
    def ingest_retry_base_ms(self) -> int: ...
    @property
    def ingest_retry_max_ms(self) -> int: ...
    @property
    def ingest_website_peak_eps_default(self) -> int: ...
    @property
    def ingest_website_queue_max_events_default(self) -> int: ...
    @property
    def session_cache_max_entries(self) -> int: ...
    @property
    def journal_fsync(self) -> FsyncMode: ...
    @property
    def visitor_salt(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Clocks:
    """wall_us: unix time in microseconds. steady_s: seconds that never go back."""

    wall_us: Callable[[], int] = lambda: time.time_ns() // 1000
    steady_s: Callable[[], float] = time.monotonic


class Ingest:
    """The open pipeline. Made by `open_ingest`; everything here belongs to the event loop."""

    def __init__(
        self,
        settings: IngestSettings,
        database: Database,
        directory: WebsiteDirectory,
        hub: LiveHub,
        journal: Journal,
        state: StoredState,
        clocks: Clocks,
    ) -> None:
        self._journal = journal
        self._hub = hub
        self._clocks = clocks
        self._queue = EventQueue(settings.ingest_queue_max_events)
        self.channels = read_channels(settings.data_dir)
        keys = dict(state.visitor_keys) if settings.visitor_salt == "secret" else None
        self._enricher = Enricher(Places(settings.geoip_path), self.channels, keys)
        self._keys = VisitorKeys(database, keys, clocks.wall_us)
        self._preparer = EnrichmentTask(self._enricher, self._keys.have, self._show)
        self._windows = SlidingWindowLimiter(settings.collect_rate_limit, settings.rate_limit_max_keys)
        self._limits = Limits(
            settings.flush_interval_ms / 1000,
            settings.flush_max_events,
            settings.ingest_drain_max_events,
            settings.ingest_drain_max_batches,
            settings.session_cache_max_entries,
            settings.ingest_retry_base_ms / 1000,
            settings.ingest_retry_max_ms / 1000,
        )
        self._writer = Writer(
            database,
            journal,
            self._queue,
            self._enricher,
            hub,
            self._limits,
            self._preparer.settled,
            self._keys.renew,
            state.live_sessions,
            state.next_seq,
            clocks.wall_us,
        )
        self._commit = GroupCommit(journal, settings.journal_fsync, self._on_safe, self._on_lost)
        self._in_turn: dict[int, QueuedRequest] = {}  # by record number, until the journal has them
        self._collector = Collector(
            directory,
            self._queue,
            self._windows,
            QuotaDefaults(settings.ingest_website_peak_eps_default, settings.ingest_website_queue_max_events_default),
            self._journal_record,
            max(record_of(state.next_seq), journal.last_number) + 1,
            clocks.wall_us,
            clocks.steady_s,
        )

    def collect(self, body: bytes, client: ClientFacts) -> Reply:
        """Answer one collect request; never raises for bad input. The reply may leave after `settled()`."""
        return self._collector.collect(body, client)

    async def settled(self) -> None:
        """Wait until what this turn accepted is in the journal. Raises AppError when the disk refused it."""
        await self._commit.settled()

    def after(self, settled: Settled) -> None:
        """Call `settled` when what this turn accepted is in the journal, with None, or with what the disk said."""
        self._commit.after(settled)

    def refusal(self, error: AppError, client: ClientFacts) -> Reply:
        """The reply to a request that never reached `collect`, or whose `settled()` raised."""
        return self._collector.refusal(error, client)

    async def flush(self) -> None:
        """Store everything that was accepted before. Raises AppError when the store does not take it."""
        await self._commit.all_settled()
        await self._writer.flush()

    def forget_client_ids(self) -> None:
        """To be called before ids that clients chose are deleted from the database."""
        self._writer.forget_client_ids()

    async def renew_places(self) -> None:
        """Take over a geo database that was replaced; does nothing otherwise."""
        await self._enricher.renew_places()

    def status(self) -> QueueStatus:
        clocks = self._clocks
        return self._queue.status(clocks.steady_s(), clocks.wall_us(), self._journal.size_bytes)

    def caches(self) -> tuple[CacheStatus, ...]:
        return (*self._enricher.caches(), self._writer.cache())

    @property
    def problems(self) -> tuple[HealthCheck, ...]:
        """The checks that have something to complain about."""
        return tuple(check for check in self.checks() if check.state != "ok")

    def checks(self) -> tuple[HealthCheck, ...]:
        """What the journal and the store say about themselves."""
        damaged = self._journal.damaged_records
        places = self._enricher.places_problem
        problem = self._commit.problem or self._commit.sync_problem
        journal = problem or (
            f"{damaged} damaged places were found at the start and set aside." if damaged else "The journal is written."
        )
        return (
            HealthCheck("places", "ok", places or "Countries and cities are known."),
            HealthCheck("journal", "degraded" if problem else "ok", journal),
            HealthCheck(
                "store", "degraded" if self._writer.problem else "ok", self._writer.problem or "Events are stored."
            ),
        )

    def replay(self, records: list[Record], directory: WebsiteDirectory, next_seq: int) -> int:
        """Queue the journalled events that are not stored yet, and return their number."""
        replayed = 0
        for record in records:
            accepted = self._accepted_again(record, directory, next_seq)
            if accepted is not None:
                self._queue.reserve(accepted)
                self._queue.put(accepted, self._clocks.steady_s())
                self._preparer.put(accepted)
                replayed += accepted.count
        if replayed:
            log.info("%d events from the journal will be stored", replayed)
            self._writer.hurry()  # they have waited long enough
        return replayed

    async def prepare(self) -> None:
        """Have what the first event needs: today's visitor key. Raises AppError."""
        await self._keys.renew()

    async def run_preparer(self) -> None:
        await self._preparer.run()

    async def run_writer(self) -> None:
        await self._writer.run()

    async def close(self, writer: asyncio.Task[None], preparer: asyncio.Task[None]) -> None:
        """Take nothing new, store what waits, let go of the files."""
        await self._commit.close()
        self._writer.stop()
        await writer
        await self._writer.drain(DRAIN_LIMIT_S)
        preparer.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await preparer
        self._enricher.close()
        counts = self._queue.counts
        log.info(
            "Ingest stopped: %d accepted, %d stored, %d quarantined, %d left in the journal",
            counts.accepted,
            counts.stored,
            counts.quarantined,
            len(self._queue),
        )

    def _journal_record(self, record: Record, accepted: QueuedRequest) -> None:
        self._in_turn[record.number] = accepted
        self._commit.add(record)

    def _on_safe(self, records: list[Record]) -> None:
        now_s = self._clocks.steady_s()
        for record in records:
            accepted = self._in_turn.pop(record.number)
            self._queue.put(accepted, now_s)
            self._preparer.put(accepted)
        self._writer.notice()

    def _show(self, ready: Sequence[EnrichedEvent | Failed]) -> None:
        """Some events are enriched: who watches sees them now."""
        if self._hub.has_listeners:
            for item in ready[:LIVE_EVENTS_A_SLICE]:
                if isinstance(item, EnrichedEvent):
                    self._hub.arrived(_arrived(item))

    def _on_lost(self, records: list[Record]) -> None:
        for record in records:
            self._queue.release(self._in_turn.pop(record.number))

    def _accepted_again(self, record: Record, directory: WebsiteDirectory, next_seq: int) -> QueuedRequest | None:
        """The events of a journalled record that are still to be stored; those of deleted websites are not."""
        try:
            events = decode_collect(record.body)
        except AppError:
            log.error("Journal record %d cannot be read by this version and is left out", record.number)
            return None
        kept: list[int] = []
        websites: list[Website] = []
        for index, event in enumerate(events):
            website = directory.get(event.website_id)
            if website is None:
                log.info("Journal record %d has an event of a deleted website, which is left out", record.number)
            elif record.taken >> index & 1 and seq_of(record.number, index) >= next_seq:
                kept.append(index)
                websites.append(website)
        if not kept:
            return None
        again = [events[index] for index in kept]
        return QueuedRequest(
            record.number,
            record.received_us,
            record.client,
            again,
            websites,
            kept,
            len(record.body),
            len(kept),
            is_new=False,
        )


def _arrived(ready: EnrichedEvent) -> ArrivedEvent:
    event = ready.event
    return ArrivedEvent(
        website_id=ready.website_id,
        visitor_id=ready.client_id or visitor_text(event.visitor),
        event_type=event.kind,
        url=event.page.full_url,
        path=event.page.path,
        title=event.title,
        event_name=event.event_name,
        referrer_domain=event.source.domain,
        country=event.look.country,
        region=event.look.region,
        city=event.look.city,
        browser=event.look.browser,
        os=event.look.os,
        device_type=event.look.device,
        is_bot=event.is_bot,
        ts=event.ts,
    )


@dataclass(frozen=True, slots=True)
class StoredState:
    """What the database knows of earlier runs."""

    next_seq: int
    live_sessions: int
    visitor_keys: dict[int, bytes]


@contextlib.asynccontextmanager
async def open_ingest(
    settings: IngestSettings,
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
        await database.read(store.visitor_keys),
    )
    journal = Journal(settings.data_dir / JOURNAL_FOLDER)
    try:
        records = await asyncio.to_thread(journal.open, record_of(state.next_seq))
    except OSError as error:
        raise AppError(
            "storage_unavailable", f"The journal in {journal.folder} cannot be used: {error.strerror}."
        ) from error
    ingest = Ingest(settings, database, directory, hub, journal, state, clocks or Clocks())
    await ingest.prepare()
    ingest.replay(records, directory, state.next_seq)
    preparer = spawn("ingest-preparer", ingest.run_preparer())
    writer = spawn("ingest-writer", ingest.run_writer())
    try:
        yield ingest
    finally:
        await ingest.close(writer, preparer)
