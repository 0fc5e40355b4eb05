"""Ingest queue: accepted requests from the moment they are admitted until their events are stored.

One list and three cursors. Each cursor is a number of requests since the start and never overtakes the one before it:

    journalled   requests whose record is in the journal: their events are accepted, and enrichment may read them
    enriched     requests whose events are enriched: the writer may read them
    finished     requests whose events are stored or quarantined: they have left the list

Requests behind `journalled` have a place reserved while their record is being written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import US_PER_DAY, Event
from app.domain.ingest.sessions import VisitorKey
from app.domain.server_status import QueueStatus
from app.domain.websites import Website
from app.server.ingest.clocks import Clocks
from app.server.ingest.collect_body import CollectEvent
from app.server.ingest.journal import ClientFacts, Record

RATE_WINDOW_S = 5
CAPACITY_BYTES = 128 * 1024 * 1024  # of waiting bodies; decoded they take about three times as much


class EnrichedEvent(msgspec.Struct, gc=False):
    """An event ready to be stored, except for its session.

    client_id: the visitor id chosen by the client, if any. next_seq: number of the event after it. bot_agent: the user
    agent of a bot.
    """

    event: Event
    website_id: str
    client_id: str | None
    next_seq: int
    bot_agent: str | None = None


class FailedEvent(msgspec.Struct, gc=False):
    """An event that could not be enriched because of a bug, which must not stop the events behind it."""

    seq: int
    next_seq: int
    error: Exception


class QueuedRequest(msgspec.Struct, gc=False):
    """The accepted events of one request. websites, indexes (places in the request): one for each event.

    record: number of the journal record. received_us: Unix time of the first event; each one after it is a microsecond
    later. raw: the events as they came, empty once they are enriched. size_bytes: size of the body, a measure of the
    memory they take. count: number of events. is_new: they have just come, as opposed to being replayed from the
    journal. events: the enriched events, empty until the queue's cursor `enriched` has passed. entry: its record, kept
    until the events are stored, should the journal's file vanish.
    """

    record: int
    received_us: int
    client: ClientFacts
    raw: Sequence[CollectEvent]
    websites: list[Website]
    indexes: list[int]
    size_bytes: int
    count: int
    is_new: bool = True
    events: Sequence[EnrichedEvent | FailedEvent] = ()
    entry: Record | None = None

    @property
    def epoch_day(self) -> int:
        """The UTC day of its receipt, in days since 1970."""
        return self.received_us // US_PER_DAY


class Rate:
    """Events a second over the last five seconds. now_s: seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._seconds: deque[tuple[int, int]] = deque()

    def add(self, count: int, now_s: float) -> None:
        second = int(now_s)
        if self._seconds and self._seconds[-1][0] == second:
            self._seconds[-1] = (second, self._seconds[-1][1] + count)
        else:
            self._seconds.append((second, count))
        self._forget(second)

    def per_s(self, now_s: float) -> float:
        self._forget(int(now_s))
        return sum(count for _, count in self._seconds) / RATE_WINDOW_S

    def _forget(self, second: int) -> None:
        while self._seconds and self._seconds[0][0] <= second - RATE_WINDOW_S:
            self._seconds.popleft()


@dataclass(slots=True)
class Counts:
    """Events since the start. accepted_rate, stored_rate: over the last seconds."""

    accepted: int = 0
    stored: int = 0
    quarantined: int = 0
    refused: int = 0
    accepted_rate: Rate = field(default_factory=Rate)
    stored_rate: Rate = field(default_factory=Rate)

    @property
    def finished(self) -> int:
        return self.stored + self.quarantined


class EventQueue:
    """Accepted requests in order of receipt, read by enrichment and by the writer. Belongs to the event loop.

    capacity: events. Its length is the number of accepted events that wait, including those being written.
    """

    def __init__(self, capacity: int, clocks: Clocks) -> None:
        self.capacity = capacity
        self.counts = Counts()
        self.journalled = self.enriched = self.finished = 0  # requests since the start
        self.finished_of_first = 0  # events of the oldest request in the list: the rest of it failed to be stored
        self.unenriched = 0  # events between the cursors `enriched` and `journalled`
        self._clocks = clocks
        self._requests: list[QueuedRequest] = []  # from `finished` on
        self._waiting = 0  # events up to `journalled`, without `finished_of_first`
        self._reserved = 0  # events behind `journalled`
        self._by_website: dict[WebsiteKey, int] = {}
        self._size_bytes = 0
        self._last_flush_s: float | None = None
        self._last_flush_duration_s: float | None = None

    def __len__(self) -> int:
        return self._waiting

    @property
    def taken(self) -> int:
        """Events that wait or have a place reserved: the number that the capacity limits."""
        return self._waiting + self._reserved

    def waiting_of(self, website: WebsiteKey) -> int:
        return self._by_website.get(website, 0)

    def has_room_for(self, size_bytes: int) -> bool:
        """Return whether a body of this size fits; large events reach this limit before the one of their number."""
        return self._size_bytes + size_bytes <= CAPACITY_BYTES

    def reserve(self, request: QueuedRequest) -> None:
        """Append a request whose journal record is about to be written."""
        self._requests.append(request)
        self._reserved += request.count
        self._size_bytes += request.size_bytes
        self._count_in(request)

    def mark_journalled(self, requests: int) -> None:
        """Accept the next `requests`: their records are in the journal."""
        start = self.journalled - self.finished
        events = 0
        for request in self._requests[start : start + requests]:
            events += request.count
        self.journalled += requests
        self.unenriched += events
        self._reserved -= events
        self._waiting += events
        self.counts.accepted += events
        self.counts.accepted_rate.add(events, self._clocks.steady_s())

    def withdraw(self, first_record: int, requests: int) -> None:
        """Drop consecutive requests whose records could not be written. Their events count as refused."""
        start = bisect_left(self._requests, first_record, self.journalled - self.finished, key=attrgetter("record"))
        for request in self._requests[start : start + requests]:
            self._reserved -= request.count
            self._size_bytes -= request.size_bytes
            self.counts.refused += request.count
            self._count_out(request)
        del self._requests[start : start + requests]

    def to_enrich(self, max_events: int) -> list[QueuedRequest]:
        """Return the next requests for enrichment, of about `max_events` events."""
        return self._between(self.enriched, min(self.journalled, self.enriched + max_events), max_events)

    def mark_enriched(self, results: Sequence[Sequence[EnrichedEvent | FailedEvent]]) -> None:
        """Hand over the results of the requests that `to_enrich` returned, in the same order."""
        for request, events in zip(self._between(self.enriched, self.enriched + len(results)), results, strict=True):
            request.raw, request.events = (), events
            self.unenriched -= request.count
        self.enriched += len(results)

    def to_store(self, max_events: int, max_requests: int) -> list[QueuedRequest]:
        """Return the next requests for the writer: at most `max_requests`, of about `max_events` events."""
        return self._between(self.finished, min(self.enriched, self.finished + max_requests), max_events)

    def visitors_before(self, requests: Sequence[QueuedRequest]) -> set[VisitorKey]:
        """Return the visitors of the events that wait to be stored before the newest enriched `requests`."""
        before = self._between(self.finished, self.enriched - len(requests))
        events = (item for request in before for item in request.events if isinstance(item, EnrichedEvent))
        return {(item.event.website, item.event.visitor) for item in events}

    def mark_finished(self, events: int, *, is_stored: bool) -> None:
        """Remove the oldest `events`: stored, or else quarantined."""
        self._waiting -= events
        if is_stored:
            self.counts.stored += events
            self.counts.stored_rate.add(events, self._clocks.steady_s())
        else:
            self.counts.quarantined += events
        left = self.finished_of_first + events
        requests = 0
        for request in self._requests:
            if left < request.count:
                break
            left -= request.count
            requests += 1
            self._size_bytes -= request.size_bytes
            self._count_out(request)
        del self._requests[:requests]
        self.finished += requests
        self.finished_of_first = left

    def records(self, upto: int) -> list[Record]:
        """Return the records, numbered `upto` at most, of the requests that are not finished."""
        return [request.entry for request in self._requests if request.entry is not None and request.record <= upto]

    def note_flush(self, duration_s: float) -> None:
        """Remember that a flush has just succeeded."""
        self._last_flush_s, self._last_flush_duration_s = self._clocks.steady_s(), duration_s

    def oldest_age_s(self) -> float | None:
        """Return the age of the oldest waiting request, None when none waits."""
        oldest_us = self._oldest_us()
        return None if oldest_us is None else max(0.0, (self._clocks.wall_us() - oldest_us) / 1e6)

    def horizon_us(self) -> int:
        """Return the Unix time in microseconds before which no waiting or later event was received.

        It does not follow a clock that was set ahead: sessions would end because of it.
        """
        now_us, oldest_us = min(self._clocks.wall_us(), self._clocks.sessions_us()), self._oldest_us()
        return now_us if oldest_us is None else min(now_us, oldest_us)

    def status(self, journal_bytes: int) -> QueueStatus:
        now_s, counts = self._clocks.steady_s(), self.counts
        return QueueStatus(
            depth=self._waiting,
            capacity=self.capacity,
            accepted=counts.accepted,
            stored=counts.stored,
            quarantined=counts.quarantined,
            refused=counts.refused,
            rate_per_s=counts.accepted_rate.per_s(now_s),
            stored_rate_per_s=counts.stored_rate.per_s(now_s),
            oldest_age_s=self.oldest_age_s() or 0.0,
            last_flush_age_s=None if self._last_flush_s is None else now_s - self._last_flush_s,
            last_flush_duration_s=self._last_flush_duration_s,
            journal_bytes=journal_bytes,
        )

    def _between(self, cursor: int, end: int, max_events: int | None = None) -> list[QueuedRequest]:
        """Return the requests from `cursor` to `end`, no more than it takes to reach `max_events`."""
        requests = self._requests[cursor - self.finished : end - self.finished]
        if max_events is None:
            return requests
        events = 0
        for number, request in enumerate(requests, 1):
            events += request.count
            if events >= max_events:
                return requests[:number]
        return requests

    def _oldest_us(self) -> int | None:
        return self._requests[0].received_us if self.journalled > self.finished else None

    def _count_in(self, request: QueuedRequest) -> None:
        counts = self._by_website
        for website in request.websites:
            counts[website.key] = counts.get(website.key, 0) + 1

    def _count_out(self, request: QueuedRequest) -> None:
        counts = self._by_website
        for website in request.websites:
            if counts[website.key] > 1:
                counts[website.key] -= 1
            else:
                del counts[website.key]
