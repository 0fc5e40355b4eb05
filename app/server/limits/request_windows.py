"""Who may send how much: a sliding window an address, a budget a website. Memory is bounded; the oldest entry goes."""

from __future__ import annotations

import ipaddress
from array import array
from collections import OrderedDict, deque
from functools import lru_cache

import msgspec

WINDOW_S = 60.0
DROP_REASONS = ("monthly_limit", "peak_rate", "queue_overflow")  # the order in which the header names them


class RateLimitState(msgspec.Struct, frozen=True, gc=False):
    """What an address may still send. reset_s: seconds until its oldest request leaves the window."""

    is_granted: bool
    limit: int
    remaining: int
    reset_s: float


class SlidingWindowLimiter:
    """At most `limit` requests an address in any 60 s; `max_addresses` are remembered. limit 0: no limit."""

    def __init__(self, limit: int, max_addresses: int) -> None:
        self.limit = limit
        self._max = max_addresses
        self._hits: OrderedDict[str, array[float]] = OrderedDict()

    def take(self, address: str, now_s: float) -> RateLimitState:
        """Count one request of `address` when it is within the limit. now_s: a clock that never goes back."""
        key = window_key(address)
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
        return self._allowance(hits, now_s, is_granted)

    def look(self, address: str, now_s: float) -> RateLimitState:
        """The allowance of `address` without counting a request."""
        hits = self._hits.get(window_key(address))
        if hits is None:
            return RateLimitState(True, self.limit, self.limit, 0.0)
        _forget(hits, now_s)
        return self._allowance(hits, now_s, len(hits) < self.limit)

    def _allowance(self, hits: array[float], now_s: float, is_granted: bool) -> RateLimitState:
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


@lru_cache(maxsize=4096)
def window_key(address: str) -> str:
    """What is counted as one client: an IPv4 address, or the /64 network that one IPv6 household gets."""
    if ":" not in address:
        return address
    try:
        number = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    if number.ipv4_mapped is not None:
        return str(number.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(number) >> 64 << 64, 64)))


class WebsiteBudget:
    """Events of one website in any 60 s, counted by the second: at most peak_eps x 60."""

    __slots__ = ("_sum", "_seconds")

    def __init__(self) -> None:
        self._seconds: deque[list[int]] = deque()  # [second, events], oldest first
        self._sum = 0

    def take(self, wanted: int, peak_eps: int, now_s: float) -> int:
        """Spend as much of `wanted` as the budget has left, and return that number."""
        second = int(now_s)
        while self._seconds and self._seconds[0][0] <= second - int(WINDOW_S):
            self._sum -= self._seconds.popleft()[1]
        granted = max(0, min(wanted, int(peak_eps * WINDOW_S) - self._sum))
        if granted:
            if self._seconds and self._seconds[-1][0] == second:
                self._seconds[-1][1] += granted
            else:
                self._seconds.append([second, granted])
            self._sum += granted
        return granted
