"""Replay: sorts journalled records whose events are not stored yet, at the start, by whether their website is known."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from app.domain.errors import AppError
from app.domain.ingest.events import EVENTS_PER_RECORD, seq_of
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.collect_body import CollectEvent, decode_collect
from app.server.ingest.journal import Copies, Record
from app.server.ingest.queue import QueuedRequest

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Replay:
    """Contents of a journal. requests: to be stored; unknown: events of unknown websites, and unreadable records."""

    requests: list[QueuedRequest]
    unknown: list[Record]


def replay_of(records: Sequence[Record], copies: Copies, directory: WebsiteDirectory, next_seq: int) -> Replay:
    """Sort the events of a journal that are left to store. next_seq: number of the first event that is not stored.

    copies: events that were taken in again from the quarantine, so that the journal has them twice. An unknown website
    need not be a deleted one: the database may have been moved aside, or an older one put back.
    """
    requests: list[QueuedRequest] = []
    unknown: list[Record] = []
    for record in records:
        copied = 0 if record.origin is not None else copies.get((record.number, record.received_us), 0)
        left = _left_of(record, next_seq) & ~copied
        if not left:
            continue
        entry = replace(record, taken=left)
        sorted_events = sort_events(entry, directory)
        if sorted_events is None:
            unknown.append(entry)
            continue
        if sorted_events.indexes:
            requests.append(sorted_events.request())
        if sorted_events.unknown:
            unknown.append(replace(entry, taken=sorted_events.unknown))
    return Replay(requests, unknown)


@dataclass(frozen=True, slots=True)
class SortedEvents:
    """The events of a record: those of known websites, and as bits those of unknown ones."""

    record: Record
    events: list[CollectEvent]
    websites: list[Website]
    indexes: list[int]
    unknown: int
    unknown_ids: frozenset[str]

    def request(self) -> QueuedRequest:
        """Return the known events as a request."""
        record = self.record
        known = sum(1 << index for index in self.indexes)
        return QueuedRequest(
            record.number,
            record.received_us,
            record.client,
            self.events,
            self.websites,
            self.indexes,
            len(record.body),
            len(self.indexes),
            is_new=False,
            entry=replace(record, taken=known),
        )


def sort_events(record: Record, directory: WebsiteDirectory) -> SortedEvents | None:
    """Return the taken events of a record; None when this version cannot read it."""
    try:
        events = decode_collect(record.body)
    except AppError:
        log.error("Journal record %d cannot be read by this version and is set aside", record.number)
        return None
    known: list[CollectEvent] = []
    websites: list[Website] = []
    indexes: list[int] = []
    unknown, unknown_ids = 0, set[str]()
    for index, event in enumerate(events):
        if not record.taken >> index & 1:
            continue
        website = directory.get(event.website_id)
        if website is None:
            unknown |= 1 << index
            unknown_ids.add(event.website_id)
        else:
            known.append(event)
            websites.append(website)
            indexes.append(index)
    return SortedEvents(record, known, websites, indexes, unknown, frozenset(unknown_ids))


def _left_of(record: Record, next_seq: int) -> int:
    """Return the bits of the taken events that are not stored."""
    first = next_seq - seq_of(record.number, 0)
    if first <= 0:
        return record.taken
    return 0 if first >= EVENTS_PER_RECORD else record.taken >> first << first
