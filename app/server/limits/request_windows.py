"""Request limits: a sliding window for each client, a budget for each website. Memory is bounded, the oldest go."""

from __future__ import annotations

import math
from array import array
from collections import OrderedDict, deque

import msgspec

from app.domain.addresses import client_network
from app.domain.errors import AppError

WINDOW_S = 60.0
DROP_REASONS = ("monthly_limit", "peak_rate", "queue_overflow")  # the order in which the header names them


class RateLimitState(msgspec.Struct, frozen=True, gc=False):
    """Requests that a client has left. reset_s: seconds until its oldest request leaves the window."""

    is_granted: bool
    limit: int
    remaining: int
    reset_s: float


def rate_limited(state: RateLimitState, sentence: str = "Rate limit exceeded") -> AppError:
    """Return the error for a client that has no requests left."""
    return AppError("rate_limited", sentence, retry_after_s=max(1, math.ceil(state.reset_s)))


class SlidingWindowLimiter:
    """Admits at most `limit` requests from one client in any 60 s, and remembers `max_clients` of them.

    limit 0: no limit. One client is one `client_network`.
    """

    def __init__(self, limit: int, max_clients: int) -> None:
        self.limit = limit
        self._max = max_clients
        self._hits: OrderedDict[str, array[float]] = OrderedDict()

    def hit(self, address: str, now_s: float) -> RateLimitState:
        """Count one request from `address` if it is within the limit. now_s: seconds of a monotonic clock."""
        key = client_network(address)
        hits = self._hits.get(key)
        if hits is None:
            hits = self._hits[key] = array("d")
            if len(self._hits) > self._max:
                self._hits.popitem(last=False)
        else:
            self._hits.move_to_end(key)
            _forget(hits, now_s)
        is_granted = len(hits) < self.limit
        if is_granted:
            hits.append(now_s)
        return self._state(hits, now_s, is_granted)

    def peek(self, address: str, now_s: float) -> RateLimitState:
        """Return the state of `address` without counting a request."""
        hits = self._hits.get(client_network(address))
        if hits is None:
            return RateLimitState(True, self.limit, self.limit, 0.0)
        _forget(hits, now_s)
        return self._state(hits, now_s, len(hits) < self.limit)

    def _state(self, hits: array[float], now_s: float, is_granted: bool) -> RateLimitState:
        reset_s = hits[0] + WINDOW_S - now_s if hits else 0.0
        return RateLimitState(is_granted, self.limit, self.limit - len(hits), reset_s)

    def __len__(self) -> int:
        return len(self._hits)


def _forget(hits: array[float], now_s: float) -> None:
    old = 0
    for at in hits:
        if at > now_s - WINDOW_S:
            break
        old += 1
    if old:
        del hits[:old]


class WebsiteBudget:
    """Admits at most `peak_eps` x 60 events of one website, or tenant, in any 60 s, counted by the second."""

    __slots__ = ("_sum", "_seconds")

    def __init__(self) -> None:
        self._seconds: deque[list[int]] = deque()  # [second, events], oldest first
        self._sum = 0

    def spend(self, events: int, peak_eps: int, now_s: float) -> int:
        """Admit as many of the `events` as the budget has left, and return their number."""
        second = int(now_s)
        while self._seconds and self._seconds[0][0] <= second - int(WINDOW_S):
            self._sum -= self._seconds.popleft()[1]
        granted = max(0, min(events, int(peak_eps * WINDOW_S) - self._sum))
        if granted:
            if self._seconds and self._seconds[-1][0] == second:
                self._seconds[-1][1] += granted
            else:
                self._seconds.append([second, granted])
            self._sum += granted
        return granted
