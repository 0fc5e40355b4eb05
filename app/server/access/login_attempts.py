"""How often callers may guess: five wrong passwords in a quarter of an hour, then nothing until they are that old.

A guess is counted before it is looked at and taken back when it was right, so guesses at the same time share the five.
All callers together have a hundred. When those are used up, only callers who signed in lately may try, with their own
five: an attack from many addresses is slowed down, and the owner is not locked out by it.
Callers are kept as keyed hashes of their addresses, never as addresses.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import AppError
from app.server.http.client_address import client_network

log = logging.getLogger(__name__)

MOST_FAILURES = 5
MOST_FAILURES_OF_ALL = 100
WINDOW = timedelta(minutes=15)
RETRY_AFTER_S = 900
MOST_CALLERS = 100_000
MOST_KNOWN = 1000  # callers who signed in lately
KNOWN_FOR = timedelta(days=30)
CODES = "one-time codes"  # stands for everybody who knows the password and guesses codes: all of them share the five


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One guess. caller: hash of where it came from."""

    caller: str
    at: datetime


class LoginThrottle:
    """The guesses of the last quarter of an hour. failures: what is stored of them, oldest first.

    known: callers who signed in lately, the latest first.
    """

    def __init__(
        self,
        key: str,
        clock: Callable[[], datetime],
        failures: Iterable[tuple[str, datetime]] = (),
        known: Iterable[str] = (),
    ) -> None:
        self._key = key.encode()
        self._clock = clock
        self._of: OrderedDict[str, list[Attempt]] = OrderedDict()
        self._all: deque[Attempt] = deque()
        self._known = OrderedDict.fromkeys(reversed(list(known)))
        self._codes = self.caller_of(CODES)
        self._warned_at: datetime | None = None
        for caller, at in failures:
            self._count(Attempt(caller, at))

    def reserve(self, address: str) -> Attempt:
        """Count a guess from `address`. Raises AppError `rate_limited` when there were too many."""
        attempt = Attempt(self.caller_of(address), self._clock())
        recent = [other for other in self._of.pop(attempt.caller, ()) if other.at > attempt.at - WINDOW]
        if recent:
            self._of[attempt.caller] = recent
        if len(recent) >= MOST_FAILURES or self._are_too_many(attempt):
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=RETRY_AFTER_S)
        self._count(attempt)
        return attempt

    def release(self, attempt: Attempt) -> None:
        """Take a guess back: it was right, or it was never looked at."""
        kept = [other for other in self._of.get(attempt.caller, ()) if other is not attempt]
        if kept:
            self._of[attempt.caller] = kept
        else:
            self._of.pop(attempt.caller, None)
        if attempt in self._all:
            self._all.remove(attempt)

    def keep(self, attempt: Attempt) -> None:
        """Count a guess after all that was taken back: the password was right, the code was not."""
        self._count(attempt)

    def remember(self, attempt: Attempt) -> None:
        """Somebody signed in with this guess: his caller stays known."""
        self._known[attempt.caller] = None
        self._known.move_to_end(attempt.caller)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)

    def is_last(self, attempt: Attempt) -> bool:
        """Say whether it was with this guess that the caller had none left."""
        recent = self._of.get(attempt.caller, [])
        return len(recent) >= MOST_FAILURES and recent[-1] is attempt

    def caller_of(self, address: str) -> str:
        """The hash that stands for an address."""
        return hmac.new(
            self._key, client_network(address).encode("utf-8", "surrogateescape"), hashlib.sha256
        ).hexdigest()[:32]

    def _are_too_many(self, attempt: Attempt) -> bool:
        """Say whether all callers together have guessed too often for this one."""
        while self._all and self._all[0].at <= attempt.at - WINDOW:
            self._all.popleft()
        is_known = attempt.caller in self._known or attempt.caller == self._codes
        return len(self._all) >= MOST_FAILURES_OF_ALL and not is_known

    def _count(self, attempt: Attempt) -> None:
        self._of.setdefault(attempt.caller, []).append(attempt)
        self._of.move_to_end(attempt.caller)
        while len(self._of) > MOST_CALLERS:  # the callers not heard of for longest
            self._of.popitem(last=False)
        if attempt.caller == self._codes:  # the guess of the password before it counts already
            return
        self._all.append(attempt)
        has_warned = self._warned_at is not None and self._warned_at > attempt.at - WINDOW
        if len(self._all) >= MOST_FAILURES_OF_ALL and not has_warned:
            self._warned_at = attempt.at
            log.warning(
                "Many wrong passwords came from many addresses. For a quarter of an hour only callers who signed in"
                " lately may try"
            )
