"""The events between the journal and the store: counts by website, rates, and the numbers the gauges show."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from itertools import islice

from app.domain.server_status import QueueStatus
from app.server.ingest.enrich import QueuedRequest

RATE_WINDOW_S = 5
CAPACITY_BYTES = 128 * 1024 * 1024  # of bodies that wait; decoded they take about three times as much


class Rate:
    """Events a second over the last five seconds. now_s: a clock that never goes back."""

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
    """Events since the start."""

    accepted: int = 0
    stored: int = 0
    quarantined: int = 0
    refused: int = 0

    @property
    def settled(self) -> int:
        return self.stored + self.quarantined


class EventQueue:
    """Accepted events in order of receipt. What is being written still counts as waiting until it is committed."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.counts = Counts()
        self.last_flush_s: float | None = None
        self.last_flush_duration_s: float | None = None
        self._requests: deque[QueuedRequest] = deque()
        self._waiting = 0  # events of the requests, less those of the first one that are stored already
        self._stored_of_first = 0
        self._by_website: dict[int, int] = {}
        self._reserved = 0
        self._size_bytes = 0
        self._accepted_rate, self._stored_rate = Rate(), Rate()

    def __len__(self) -> int:
        return self._waiting

    @property
    def taken(self) -> int:
        """Events that wait or are about to: what the capacity is compared with."""
        return self._waiting + self._reserved

    def waiting_of(self, website_key: int) -> int:
        return self._by_website.get(website_key, 0)

    def oldest_us(self) -> int | None:
        """Receipt of the oldest waiting request, unix time in microseconds."""
        return self._requests[0].received_us if self._requests else None

    def has_room_for(self, size_bytes: int) -> bool:
        """Say whether a body of this size may enter: events with much data fill the memory before their number does."""
        return self._size_bytes + size_bytes <= CAPACITY_BYTES

    def reserve(self, request: QueuedRequest) -> None:
        """Hold room for events whose journal record is being written."""
        self._reserved += request.count
        self._size_bytes += request.size_bytes
        self._count_websites(request, 1)

    def release(self, request: QueuedRequest) -> None:
        """Give back the room of events that could not be written; they count as refused."""
        self._reserved -= request.count
        self._size_bytes -= request.size_bytes
        self.counts.refused += request.count
        self._count_websites(request, -1)

    def put(self, request: QueuedRequest, now_s: float) -> None:
        """Add events whose room was reserved: from here on they are accepted."""
        count = request.count
        self._requests.append(request)
        self._reserved -= count
        self._waiting += count
        self.counts.accepted += count
        self._accepted_rate.add(count, now_s)

    def first(self, max_events: int, max_requests: int) -> list[QueuedRequest]:
        """The oldest enriched requests, left where they are: no more than so many, and of about so many events."""
        batch: list[QueuedRequest] = []
        events = 0
        for request in islice(self._requests, max_requests):
            if request.ready is None:
                break
            batch.append(request)
            events += request.count
            if events >= max_events:
                break
        return batch

    def done(self, count: int, quarantined: int, now_s: float) -> None:
        """The oldest `count` events are stored, but for `quarantined` of them."""
        self._waiting -= count
        self.counts.stored += count - quarantined
        self.counts.quarantined += quarantined
        self._stored_rate.add(count - quarantined, now_s)
        self._stored_of_first += count
        while self._requests and self._stored_of_first >= self._requests[0].count:
            request = self._requests.popleft()
            self._size_bytes -= request.size_bytes
            self._stored_of_first -= request.count
            self._count_websites(request, -1)

    @property
    def stored_of_first(self) -> int:
        """Events of the oldest request that are stored already: the rest of it failed."""
        return self._stored_of_first

    def _count_websites(self, request: QueuedRequest, sign: int) -> None:
        websites = request.websites
        first = websites[0]
        if request.count == 1 or all(website is first for website in websites):
            self._count_website(first.key, sign * request.count)
            return
        for key, count in Counter(website.key for website in websites).items():
            self._count_website(key, sign * count)

    def _count_website(self, key: int, change: int) -> None:
        left = self._by_website.get(key, 0) + change
        if left > 0:
            self._by_website[key] = left
        else:
            self._by_website.pop(key, None)

    def status(self, now_s: float, now_us: int, journal_bytes: int) -> QueueStatus:
        oldest = self.oldest_us()
        return QueueStatus(
            depth=self._waiting,
            capacity=self.capacity,
            accepted=self.counts.accepted,
            stored=self.counts.stored,
            quarantined=self.counts.quarantined,
            refused=self.counts.refused,
            rate_per_s=self._accepted_rate.per_s(now_s),
            stored_rate_per_s=self._stored_rate.per_s(now_s),
            oldest_age_s=0.0 if oldest is None else max(0.0, (now_us - oldest) / 1e6),
            last_flush_age_s=None if self.last_flush_s is None else now_s - self.last_flush_s,
            last_flush_duration_s=self.last_flush_duration_s,
            journal_bytes=journal_bytes,
        )
