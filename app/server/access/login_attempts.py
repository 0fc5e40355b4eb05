"""Sign-in throttle: each caller has five failed attempts in 15 minutes, all callers together a hundred.

An attempt is counted before it is checked and released when it succeeds, so parallel attempts share the five. When the
hundred are used up, only callers who signed in recently may try, with their own five: an attack from many addresses is
slowed down without locking the owner out.
Callers are stored as keyed hashes of their addresses, never as addresses.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.addresses import client_network
from app.domain.errors import AppError

log = logging.getLogger(__name__)

MAX_FAILURES = 5
MAX_FAILURES_IN_ALL = 100
WINDOW = timedelta(minutes=15)
RETRY_AFTER_S = 900
MAX_CALLERS = 100_000
MAX_RECENT_CALLERS = 1000  # callers who signed in recently
RECENT_FOR = timedelta(days=30)
CODES = "one-time codes"  # in place of an address: attempts at codes share one counter, wherever they come from


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One attempt to sign in. caller: keyed hash of its address."""

    caller: str
    at: datetime


class LoginThrottle:
    """Failed and running attempts of the last 15 minutes.

    key: of the hashes; failures: stored (caller, time) pairs, oldest first; recent_callers: callers who signed in
    recently, newest first. clock: the trusted time, aware. Attempts from after the present, of a clock that was ahead,
    count for nothing.
    """

    def __init__(
        self,
        key: str,
        clock: Callable[[], datetime],
        failures: Iterable[tuple[str, datetime]] = (),
        recent_callers: Iterable[str] = (),
    ) -> None:
        self._key = key.encode()
        self._clock = clock
        self._by_caller: OrderedDict[str, list[Attempt]] = OrderedDict()
        self._all: deque[Attempt] = deque()
        self._recent_callers = OrderedDict.fromkeys(reversed(list(recent_callers)))
        self._codes = self.caller_of(CODES)
        self._warned_at: datetime | None = None
        for caller, at in failures:
            self._count(Attempt(caller, at))

    def reserve(self, address: str) -> Attempt:
        """Count an attempt from `address`. Raises AppError `rate_limited` when there were too many."""
        attempt = Attempt(self.caller_of(address), self._clock())
        recent = [other for other in self._by_caller.pop(attempt.caller, ()) if _is_recent(other.at, attempt.at)]
        if recent:
            self._by_caller[attempt.caller] = recent
        if len(recent) >= MAX_FAILURES or self._are_too_many(attempt):
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=RETRY_AFTER_S)
        self._count(attempt)
        return attempt

    def release(self, attempt: Attempt) -> None:
        """Uncount an attempt that succeeded or was never checked."""
        kept = [other for other in self._by_caller.get(attempt.caller, ()) if other is not attempt]
        if kept:
            self._by_caller[attempt.caller] = kept
        else:
            self._by_caller.pop(attempt.caller, None)
        if attempt in self._all:
            self._all.remove(attempt)

    def recount(self, attempt: Attempt) -> None:
        """Count a released attempt again: its password was right, its code was wrong."""
        self._count(attempt)

    def remember(self, attempt: Attempt) -> None:
        """Remember the caller of a successful attempt as a recent one."""
        self._recent_callers[attempt.caller] = None
        self._recent_callers.move_to_end(attempt.caller)
        while len(self._recent_callers) > MAX_RECENT_CALLERS:
            self._recent_callers.popitem(last=False)

    def is_last(self, attempt: Attempt) -> bool:
        """Return whether this attempt was the last one the caller had."""
        recent = self._by_caller.get(attempt.caller, [])
        return len(recent) >= MAX_FAILURES and recent[-1] is attempt

    def caller_of(self, address: str) -> str:
        """Return the keyed hash that stands for an address or its IPv6 network."""
        return hmac.new(
            self._key, client_network(address).encode("utf-8", "surrogateescape"), hashlib.sha256
        ).hexdigest()[:32]

    def _are_too_many(self, attempt: Attempt) -> bool:
        """Return whether the attempts of all callers together leave none for this one."""
        if self._all and self._all[-1].at > attempt.at:  # the clock was set back
            self._all = deque(other for other in self._all if other.at <= attempt.at)
        while self._all and self._all[0].at <= attempt.at - WINDOW:
            self._all.popleft()
        is_exempt = attempt.caller in self._recent_callers or attempt.caller == self._codes
        return len(self._all) >= MAX_FAILURES_IN_ALL and not is_exempt

    def _count(self, attempt: Attempt) -> None:
        self._by_caller.setdefault(attempt.caller, []).append(attempt)
        self._by_caller.move_to_end(attempt.caller)
        while len(self._by_caller) > MAX_CALLERS:  # drops the callers that were idle for longest
            self._by_caller.popitem(last=False)
        if attempt.caller == self._codes:  # the password attempt before it is already counted
            return
        self._all.append(attempt)
        has_warned = self._warned_at is not None and _is_recent(self._warned_at, attempt.at)
        if len(self._all) >= MAX_FAILURES_IN_ALL and not has_warned:
            self._warned_at = attempt.at
            log.warning(
                "Many wrong passwords came from many addresses. For 15 minutes only callers who signed in"
                " lately may try"
            )


def _is_recent(at: datetime, now: datetime) -> bool:
    return now - WINDOW < at <= now
