"""How often a caller may guess: five wrong passwords in a quarter of an hour, then nothing until they are that old.

A guess is counted before it is looked at and taken back when it was right, so guesses at the same time share the five.
Callers are kept as keyed hashes of their addresses, never as addresses.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network

from app.domain.errors import AppError
from app.server.client_address import parsed

MOST_FAILURES = 5
WINDOW = timedelta(minutes=15)
RETRY_AFTER_S = 900
MOST_CALLERS = 100_000
HOME_PREFIX = 64  # one household or machine has all IPv6 addresses of such a network


@dataclass(frozen=True, slots=True, eq=False)
class Attempt:
    """One guess. caller: hash of where it came from."""

    caller: str
    at: datetime


class Attempts:
    """The guesses of the last quarter of an hour. failures: what is stored of them, oldest first."""

    def __init__(self, key: str, clock: Callable[[], datetime], failures: Iterable[tuple[str, datetime]] = ()) -> None:
        self._key = key.encode()
        self._clock = clock
        self._of: OrderedDict[str, list[Attempt]] = OrderedDict()
        for caller, at in failures:
            self._of.setdefault(caller, []).append(Attempt(caller, at))

    def reserve(self, address: str) -> Attempt:
        """Count a guess from `address`. Raises AppError `rate_limited` when there were too many."""
        attempt = Attempt(self.caller_of(address), self._clock())
        recent = [other for other in self._of.pop(attempt.caller, ()) if other.at > attempt.at - WINDOW]
        is_refused = len(recent) >= MOST_FAILURES
        self._of[attempt.caller] = recent if is_refused else [*recent, attempt]
        while len(self._of) > MOST_CALLERS:  # the callers not heard of for longest
            self._of.popitem(last=False)
        if is_refused:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=RETRY_AFTER_S)
        return attempt

    def release(self, attempt: Attempt) -> None:
        """Take a guess back: it was right, or it was never looked at."""
        kept = [other for other in self._of.get(attempt.caller, ()) if other is not attempt]
        if kept:
            self._of[attempt.caller] = kept
        else:
            self._of.pop(attempt.caller, None)

    def is_last(self, attempt: Attempt) -> bool:
        """Say whether it was with this guess that the caller had none left."""
        recent = self._of.get(attempt.caller, [])
        return len(recent) >= MOST_FAILURES and recent[-1] is attempt

    def caller_of(self, address: str) -> str:
        """The hash that stands for an address."""
        found = parsed(address)
        if isinstance(found, IPv6Address):
            address = str(IPv6Network((found, HOME_PREFIX), strict=False))
        return hmac.new(self._key, address.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:32]
