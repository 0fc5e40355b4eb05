"""Requeue: takes events in again from the quarantine once their websites are known, each exactly once.

A record is journalled under a new number, together with its old one, and only then leaves the quarantine. No segment is
removed in between, so that the next start sees in the journal what was taken, whenever the process ends.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from app.domain.errors import AppError
from app.domain.ingest.events import EVENTS_PER_RECORD, at, seq_of
from app.domain.server_status import Requeued
from app.server.directory import WebsiteDirectory
from app.server.ingest.collector import Collector
from app.server.ingest.commit import GroupCommit
from app.server.ingest.journal import Journal, Record
from app.server.ingest.queue import CAPACITY_BYTES, EventQueue
from app.server.ingest.recovery.quarantine import Quarantine, is_unknown, without
from app.server.ingest.recovery.replay import sort_events
from app.storage.cache import NONE
from app.storage.event_store import EventDatabase

log = logging.getLogger(__name__)
W = TypeVar("W")
R = TypeVar("R")

RECORDS_AT_ONCE = 200
ROOM_LIMIT_S = 10.0  # for the writer to make room in the queue
ROOM_PAUSE_S = 0.02
HOLD = "events are being taken in again"


class Requeue(Generic[W, R]):
    """Takes records out of the quarantine into the queue. Belongs to the event loop; files are read on a thread."""

    def __init__(
        self,
        quarantine: Quarantine,
        journal: Journal,
        directory: WebsiteDirectory,
        queue: EventQueue,
        collector: Collector,
        commit: GroupCommit,
        database: EventDatabase[W, R],
    ) -> None:
        self._quarantine = quarantine
        self._journal = journal
        self._directory = directory
        self._queue = queue
        self._collector = collector
        self._commit = commit
        self._database = database
        self._alone = asyncio.Lock()
        self._unknown_ids: frozenset[str] | None = None  # websites of what is left; None until that was looked at
        self._taken: dict[tuple[int, int], int] = {}  # events taken whose file was not written since
        self._is_in_doubt = False  # a stop came while the journal was being written

    def is_due(self) -> bool:
        """Return whether a website of an event in the quarantine has appeared."""
        ids = self._unknown_ids
        return ids is None or any(self._directory.get(website_id) is not None for website_id in ids)

    async def count(self) -> None:
        """Count what is in the quarantine again. Raises OSError."""
        async with self._alone:
            await asyncio.to_thread(self._quarantine.count)

    async def hide_clients(self, now_us: int) -> None:
        """Replace old addresses in the quarantine. Raises OSError."""
        async with self._alone:
            await asyncio.to_thread(self._quarantine.hide_clients, now_us)

    async def run(self, *, with_refused: bool) -> Requeued:
        """Take in the events of websites that are known; with_refused: also those that the database refused.

        Raises AppError `storage_unavailable` when files cannot be read or written.
        """
        async with self._alone:
            self._journal.holds.add(HOLD)
            try:
                taken_in = await self._run(with_refused)
                await asyncio.to_thread(self._quarantine.count)
            except OSError as error:
                sentence = f"The quarantine of the journal cannot be read or written: {error.strerror}."
                raise AppError("storage_unavailable", sentence) from error
            finally:
                if not self._taken and not self._is_in_doubt:
                    self._journal.holds.discard(HOLD)
        if taken_in:
            log.info("%d events were taken in again from the quarantine", taken_in)
        events = self._quarantine.events
        return Requeued(taken_in, events.unknown + events.refused)

    async def _run(self, with_refused: bool) -> int:
        taken_in, unknown_ids = 0, set[str]()
        self._unknown_ids = None
        for path in await asyncio.to_thread(self._quarantine.paths):
            if with_refused or is_unknown(path):
                records = await asyncio.to_thread(self._quarantine.records, path)
                if not await self._has_room():
                    return taken_in
                taken_in += await self._take_in(path, records, unknown_ids)
        self._unknown_ids = frozenset(unknown_ids)
        return taken_in

    async def _take_in(self, path: Path, records: Sequence[Record], unknown_ids: set[str]) -> int:
        """Take in what one file holds and leave the rest in it. Returns the number of events. unknown_ids: added to."""
        taken_in = 0
        try:
            for start in range(0, len(records), RECORDS_AT_ONCE):
                await self._has_room()
                taken_in += await self._admit(records[start : start + RECORDS_AT_ONCE], unknown_ids)
        finally:
            if any(_key(record) in self._taken for record in records):
                await self._remove_taken(path, records)
        return taken_in

    async def _remove_taken(self, path: Path, records: Sequence[Record]) -> None:
        await asyncio.to_thread(self._journal.sync)  # before its other copy goes
        left = [without(record, self._taken.get(_key(record), 0)) for record in records]
        await asyncio.to_thread(self._quarantine.write, path, [record for record in left if record.taken])
        for record in records:
            self._taken.pop(_key(record), None)

    async def _admit(self, records: Sequence[Record], unknown_ids: set[str]) -> int:
        taken = await self._stored(records)
        self._taken.update(taken)
        count = 0
        for record in records:
            entry = without(record, self._taken.get(_key(record), 0))
            sorted_events = sort_events(entry, self._directory)
            if sorted_events is None:
                continue
            unknown_ids |= sorted_events.unknown_ids
            if sorted_events.indexes:
                self._collector.take_in(entry, sorted_events.events, sorted_events.websites, sorted_events.indexes)
                taken[_key(record)] = record.taken & ~sorted_events.unknown | self._taken.get(_key(record), 0)
                count += len(sorted_events.indexes)
        self._is_in_doubt = True
        try:
            await self._commit.journalled()
        except AppError:  # and none of them is in the journal
            self._is_in_doubt = False
            raise
        self._is_in_doubt = False
        self._taken.update(taken)
        return count

    async def _stored(self, records: Sequence[Record]) -> dict[tuple[int, int], int]:
        """Return the events that the database has already: it was moved aside after it had stored them."""
        seqs = [seq_of(record.number, index) for record in records for index in range(record.taken.bit_length())]
        since_us = min(record.received_us for record in records)
        until_us = max(record.received_us for record in records) + EVENTS_PER_RECORD
        stored_among = self._database.store.batches.stored_among
        stored = await self._database.write(stored_among, seqs, at(since_us), at(until_us), invalidates=NONE)
        taken: dict[tuple[int, int], int] = {}
        for record in records:
            bits = self._taken.get(_key(record), 0)
            for index in range(record.taken.bit_length()):
                at_us = stored.get(seq_of(record.number, index))
                if at_us is not None and 0 <= at_us - record.received_us < EVENTS_PER_RECORD:
                    bits |= 1 << index
            if bits & record.taken:
                taken[_key(record)] = bits
        return taken

    async def _has_room(self) -> bool:
        """Wait for the writer to make room. False when it does not: then what waits goes first."""
        queue, deadline_s = self._queue, time.monotonic() + ROOM_LIMIT_S
        while queue.taken > queue.capacity // 2 or not queue.has_room_for(CAPACITY_BYTES // 2):
            if time.monotonic() > deadline_s:
                return False
            await asyncio.sleep(ROOM_PAUSE_S)
        return True


def _key(record: Record) -> tuple[int, int]:
    return record.number, record.received_us
