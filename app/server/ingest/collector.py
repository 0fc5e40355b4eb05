"""Collector: turns the body of a collect request into its reply. Every route calls it, so no two of them can differ."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import msgspec

from app.api.wire import STATUS_OF, error_body
from app.config import Settings
from app.domain.errors import AppError, NotFound
from app.domain.ids import WebsiteKey
from app.domain.websites import Website
from app.server.directory import WebsiteDirectory
from app.server.ingest.clocks import Clocks
from app.server.ingest.collect_body import CollectEvent, decode_collect
from app.server.ingest.commit import GroupCommit
from app.server.ingest.journal import ClientFacts, Record
from app.server.ingest.queue import EventQueue, QueuedRequest
from app.server.limits.request_windows import (
    DROP_REASONS,
    RateLimitState,
    SlidingWindowLimiter,
    WebsiteBudget,
    rate_limited,
)

if TYPE_CHECKING:
    from app.server.limits.tenant_quotas import TenantQuotas

ACCEPTED_BODY = b'{"ok":true}'
OVERLOAD_RETRY_AFTER_S = 5
MAX_BUDGETS = 10_000  # websites whose last minute is remembered
CLOCK_STEP_US = 1_000_000  # a clock set back by more is followed; a smaller step is taken for jitter

Headers = tuple[tuple[str, str], ...]


class Reply(msgspec.Struct, frozen=True, gc=False):
    """Status, JSON body, and the headers besides content type and CORS."""

    status: int
    body: bytes
    headers: Headers


class Collector:
    """Decodes, checks, admits and journals events. Synchronous, on the event loop; about 20 us a request.

    first_record: number of the next journal record.
    """

    def __init__(
        self,
        settings: Settings,
        directory: WebsiteDirectory,
        queue: EventQueue,
        commit: GroupCommit,
        first_record: int,
        clocks: Clocks,
    ) -> None:
        self._directory = directory
        self._queue = queue
        self._commit = commit
        self._windows = SlidingWindowLimiter(settings.collect_rate_limit, settings.rate_limit_max_keys)
        self._default_peak_eps = settings.ingest_website_peak_eps_default
        self._default_queue_events = settings.ingest_website_queue_max_events_default
        self._next_record = first_record
        self._clock_us, self._clock_s = clocks.wall_us, clocks.steady_s
        self._budgets: dict[WebsiteKey, WebsiteBudget] = {}
        self._last_us = 0
        self.quotas: TenantQuotas | None = None  # of cloud mode
        self._capacity_text = str(queue.capacity)
        self._paused_until_s = -math.inf  # of the steady clock: a pause ends with the process

    def collect(self, body: bytes, client: ClientFacts) -> Reply:
        """Return the reply to one request. Its accepted events are in this loop turn's batch for the journal."""
        now_s = self._clock_s()
        try:
            events = decode_collect(body)
        except AppError as error:
            return self._refusal(error, self._peek(client, now_s))
        limit = self._windows.hit(client.address, now_s) if self._windows.limit else None
        if limit is not None and not limit.is_granted:
            self._queue.counts.refused += len(events)
            return self._refusal(rate_limited(limit, "Rate limit exceeded for this IP address"), limit)
        websites: list[Website] = []
        for event in events:
            website = self._directory.get(event.website_id)
            if website is None:
                return self._refusal(NotFound(f"Unknown website_id: {event.website_id[:64]}"), limit)
            websites.append(website)
        if self.quotas is not None and (excess := self.quotas.excess(websites)) is not None:
            self._queue.counts.refused += len(events)
            return self._refusal(excess, limit)
        return self._admit(body, client, events, websites, limit, now_s)

    def _admit(
        self,
        body: bytes,
        client: ClientFacts,
        events: list[CollectEvent],
        websites: list[Website],
        limit: RateLimitState | None,
        now_s: float,
    ) -> Reply:
        if now_s < self._paused_until_s:  # on purpose, so these do not count as refused
            return self._refusal(_paused(self._paused_until_s - now_s), limit, self._counts(0, len(events), set()))
        if self._queue.has_room_for(len(body)):
            taken, reasons = self._within_quotas(websites, now_s)
        else:
            taken, reasons = [], {"queue_overflow"}
        dropped = len(events) - len(taken)
        self._queue.counts.refused += dropped
        if not taken:
            overload = AppError(
                "ingest_overloaded",
                "Ingestion queue is overloaded, retry later",
                retry_after_s=OVERLOAD_RETRY_AFTER_S,
            )
            return self._refusal(overload, limit, self._counts(0, dropped, reasons))
        self._take(body, client, events, websites, taken)
        return Reply(202, ACCEPTED_BODY, self._counts(len(taken), dropped, reasons) + self._limit_headers(limit))

    def track(self, body: bytes, client: ClientFacts, website: Website) -> bool:
        """Accept one event of the server itself, of a link or a pixel, and return whether there was room for it.

        Neither the limit of its sender nor those of its website count. Raises AppError for a body that is too large.
        """
        events = decode_collect(body)
        if self._clock_s() < self._paused_until_s or not self._queue.has_room_for(len(body)):
            return False
        if self._queue.capacity <= self._queue.taken:
            self._queue.counts.refused += 1
            return False
        if self.quotas is not None and self.quotas.excess([website]) is not None:
            self._queue.counts.refused += 1
            return False
        self._take(body, client, events, [website], [0])
        return True

    def _take(
        self,
        body: bytes,
        client: ClientFacts,
        events: list[CollectEvent],
        websites: list[Website],
        taken: list[int],
    ) -> None:
        """Accept the events at the indexes `taken` of a request."""
        number, received_us = self._next_record, self._receipt(len(taken))
        self._next_record += 1
        if self.quotas is not None:
            self.quotas.count(websites[0].tenant, len(taken))
        mask = (1 << len(events)) - 1 if len(taken) == len(events) else sum(1 << index for index in taken)
        record = Record(number, received_us, mask, client, body)
        self._queue.reserve(_request_of(record, events, websites))
        self._commit.add(record)

    @property
    def pause_left_s(self) -> float:
        """Seconds until events are accepted again, 0 while they are."""
        return max(0.0, self._paused_until_s - self._clock_s())

    def pause(self, seconds: float) -> None:
        """Refuse events for so many seconds from now; 0 ends a pause. Those accepted before are stored."""
        self._paused_until_s = self._clock_s() + seconds

    def take_in(self, record: Record, events: list[CollectEvent], websites: list[Website], indexes: list[int]) -> None:
        """Accept events of a record that was set aside, under a new number. It joins this loop turn's batch.

        events, websites: those at `indexes` of the record. Quotas do not count: it was acknowledged long ago.
        """
        taken = sum(1 << index for index in indexes)
        again = Record(self._next_record, record.received_us, taken, record.client, record.body, record.number)
        self._next_record += 1
        self._queue.reserve(
            QueuedRequest(
                again.number,
                again.received_us,
                again.client,
                events,
                websites,
                indexes,
                len(again.body),
                len(indexes),
                is_new=False,
                entry=again,
            )
        )
        self._commit.add(again)

    def _within_quotas(self, websites: list[Website], now_s: float) -> tuple[list[int], set[str]]:
        """Return the indexes of the admitted events, the first of each website, and the reasons to drop the others."""
        first = websites[0]
        if len(websites) == 1 or all(website is first for website in websites):
            groups = [(first, list(range(len(websites))))]
        else:
            by_key: dict[WebsiteKey, tuple[Website, list[int]]] = {}
            for index, website in enumerate(websites):
                by_key.setdefault(website.key, (website, []))[1].append(index)
            groups = list(by_key.values())
        room = max(0, self._queue.capacity - self._queue.taken)
        taken: list[int] = []
        reasons: set[str] = set()
        for website, indexes in groups:
            peak = website.ingest_peak_eps or self._default_peak_eps
            cap = website.ingest_queue_max_events or self._default_queue_events
            within_rate = self._budget(website.key).spend(len(indexes), peak, now_s)
            within_queue = max(0, min(within_rate, cap - self._queue.waiting_of(website.key)))
            if within_rate < len(indexes):
                reasons.add("peak_rate")
            if within_queue < within_rate:
                reasons.add("queue_overflow")
            taken += indexes[:within_queue]
        if len(taken) > room:
            reasons.add("queue_overflow")
        if len(groups) > 1:
            taken.sort()
        taken = taken[:room]
        if self.quotas is not None and (most := self.quotas.within_peak(first.tenant, len(taken), now_s)) < len(taken):
            reasons.add("peak_rate")
            taken = taken[:most]
        return taken, reasons

    def _budget(self, website: WebsiteKey) -> WebsiteBudget:
        budget = self._budgets.get(website)
        if budget is None:
            if len(self._budgets) >= MAX_BUDGETS:
                self._budgets.pop(next(iter(self._budgets)))
            budget = self._budgets[website] = WebsiteBudget()
        return budget

    def _receipt(self, events: int) -> int:
        """Return the Unix time in microseconds of the first of `events`; no two events of this process share one."""
        now_us = self._clock_us()
        if self._last_us - CLOCK_STEP_US < now_us <= self._last_us:
            now_us = self._last_us + 1
        self._last_us = now_us + events - 1
        return now_us

    def _counts(self, accepted: int, dropped: int, reasons: set[str]) -> Headers:
        counts: Headers = (
            ("x-sparklytics-ingest-queue-events", str(self._queue.taken)),
            ("x-sparklytics-ingest-queue-capacity", self._capacity_text),
            ("x-sparklytics-ingest-accepted-events", str(accepted)),
            ("x-sparklytics-ingest-dropped-events", str(dropped)),
        )
        if accepted:
            counts = (("x-sparklytics-ingest-ack", "queued"), *counts)
        if reasons:
            named = ",".join(reason for reason in DROP_REASONS if reason in reasons)
            counts = (*counts, ("x-sparklytics-ingest-drop-reason", named))
        return counts

    def refusal(self, error: AppError, client: ClientFacts) -> Reply:
        """Return the reply to a request that was refused elsewhere. It counts nothing."""
        return self._refusal(error, self._peek(client, self._clock_s()))

    def _peek(self, client: ClientFacts, now_s: float) -> RateLimitState | None:
        return self._windows.peek(client.address, now_s) if self._windows.limit else None

    def _refusal(self, error: AppError, limit: RateLimitState | None, headers: Headers = ()) -> Reply:
        headers += self._limit_headers(limit)
        if error.retry_after_s is not None:
            headers = (("Retry-After", str(error.retry_after_s)), *headers)
        return Reply(STATUS_OF[error.code], error_body(error), headers)

    def _limit_headers(self, limit: RateLimitState | None) -> Headers:
        if limit is None:
            return ()
        return (
            ("X-RateLimit-Limit", str(limit.limit)),
            ("X-RateLimit-Remaining", str(limit.remaining)),
            ("X-RateLimit-Reset", str(math.ceil(self._clock_us() / 1e6 + limit.reset_s))),
        )


def _request_of(record: Record, events: list[CollectEvent], websites: list[Website]) -> QueuedRequest:
    """Return the admitted events of a record."""
    if record.taken == (1 << len(events)) - 1:
        indexes = list(range(len(events)))
    else:
        indexes = [index for index in range(len(events)) if record.taken >> index & 1]
        events, websites = [events[index] for index in indexes], [websites[index] for index in indexes]
    return QueuedRequest(
        record.number,
        record.received_us,
        record.client,
        events,
        websites,
        indexes,
        len(record.body),
        len(indexes),
        entry=record,
    )


def _paused(left_s: float) -> AppError:
    return AppError("collecting_paused", "Collecting is paused on this server", retry_after_s=max(1, math.ceil(left_s)))
