"""The events between the journal and the store: counts by website, rates, and the numbers the gauges show."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from app.domain.server_status import QueueStatus
from app.server.ingest.enrich import Admitted

RATE_WINDOW_S = 5


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


class EventQueue:
    """Accepted events in order of receipt. What is being written still counts as waiting until it is committed."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.counts = Counts()
        self.last_flush_s: float | None = None
        self.last_flush_duration_s: float | None = None
        self._waiting: deque[Admitted] = deque()
        self._by_website: Counter[int] = Counter()
        self._reserved = 0
        self._accepted_rate, self._stored_rate = Rate(), Rate()

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def taken(self) -> int:
        """Events that wait or are about to: what the capacity is compared with."""
        return len(self._waiting) + self._reserved

    def waiting_of(self, website_key: int) -> int:
        return self._by_website[website_key]

    def oldest_us(self) -> int | None:
        """Receipt of the oldest waiting event, unix time in microseconds."""
        return self._waiting[0].received_us if self._waiting else None

    def reserve(self, events: Iterable[Admitted]) -> None:
        """Hold room for events whose journal record is being written."""
        for event in events:
            self._reserved += 1
            self._by_website[event.website.key] += 1

    def release(self, events: Iterable[Admitted]) -> None:
        """Give back the room of events that could not be written; they count as refused."""
        for event in events:
            self._reserved -= 1
            self.counts.refused += 1
            self._leave(event)

    def put(self, events: Iterable[Admitted], now_s: float) -> None:
        """Add events whose room was reserved: from here on they are accepted."""
        count = 0
        for event in events:
            self._waiting.append(event)
            count += 1
        self._reserved -= count
        self.counts.accepted += count
        self._accepted_rate.add(count, now_s)

    def first(self, max_events: int, max_requests: int) -> list[Admitted]:
        """The oldest events, left where they are: no more than so many, from no more than so many requests."""
        batch: list[Admitted] = []
        requests, record = 0, -1
        for admitted in islice(self._waiting, max_events):
            if admitted.record != record:
                requests, record = requests + 1, admitted.record
                if requests > max_requests:
                    break
            batch.append(admitted)
        return batch

    def done(self, count: int, quarantined: int, now_s: float) -> None:
        """The oldest `count` events are stored, but for `quarantined` of them."""
        for _ in range(count):
            self._leave(self._waiting.popleft())
        self.counts.stored += count - quarantined
        self.counts.quarantined += quarantined
        self._stored_rate.add(count - quarantined, now_s)

    def _leave(self, event: Admitted) -> None:
        key = event.website.key
        self._by_website[key] -= 1
        if self._by_website[key] <= 0:
            del self._by_website[key]

    def status(self, now_s: float, now_us: int, journal_bytes: int) -> QueueStatus:
        oldest = self.oldest_us()
        return QueueStatus(
            depth=len(self._waiting),
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
