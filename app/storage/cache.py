"""Report cache: results of reports, kept until a write may have changed them.

Every write names the earliest time it may change, for each website. A result whose windows end before that time stays
exact; the others are dropped. A cached result is therefore never out of date: reports about past days are served from
here until somebody deletes from, replays into or imports into those days, and reports about today until the website's
next event.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import msgspec

from app.domain.ids import WebsiteKey
from app.domain.server_status import CacheStatus

MAX_ENTRIES = 1_000
MAX_BYTES = 16 * 1024 * 1024  # results as JSON plus keys as text; they take about four times as much in memory
MAX_ENTRY_BYTES = 512 * 1024

# By key of a website, the earliest time whose reports a write may change. None: all websites at all times.
Invalidation = Mapping[int, datetime] | None
ALL: Final[Invalidation] = None
NONE: Final[Invalidation] = {}


@dataclass(slots=True)
class Claim:
    """A report under way. is_stale: a write committed meanwhile may have changed its result."""

    website: WebsiteKey
    until: datetime
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A cached result. It depends on the data of one website up to `until`. kept_s: when it was kept, monotonic."""

    result: object
    size_bytes: int
    website: WebsiteKey
    until: datetime
    kept_s: float


class ReportCache:
    """Least recently used cache of report results. Thread-safe. lifetime_s: of a result, whatever is written."""

    def __init__(self, lifetime_s: float = math.inf) -> None:
        self._lifetime_s = lifetime_s
        self._lock = threading.Lock()
        self._entries: OrderedDict[Hashable, Entry] = OrderedDict()
        self._claims: list[Claim] = []
        self._size_bytes = 0
        self._hits = self._misses = 0

    def find(self, key: Hashable, *, is_last_look: bool = True) -> Entry | None:
        """Return the entry of a report, if there is one. Counts as a hit or, unless one looks again, as a miss."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None or time.monotonic() - entry.kept_s >= self._lifetime_s:
                self._misses += is_last_look
                return None
            self._hits += 1
            self._entries.move_to_end(key)
            return entry

    def begin(self, website: WebsiteKey, until: datetime) -> Claim:
        """Announce a report before it is run; `end` must follow, even if it fails."""
        claim = Claim(website, until)
        with self._lock:
            self._claims.append(claim)
        return claim

    def end(self, claim: Claim) -> None:
        with self._lock:
            self._claims = [known for known in self._claims if known is not claim]

    def keep(self, claim: Claim, key: Hashable, result: object) -> None:
        """Cache a result, unless a write has made its claim stale or it is too large."""
        size_bytes = len(msgspec.json.encode(result)) + len(repr(key))
        if size_bytes > MAX_ENTRY_BYTES:
            return
        with self._lock:
            if claim.is_stale:
                return
            self._drop(key)
            self._entries[key] = Entry(result, size_bytes, claim.website, claim.until, time.monotonic())
            self._size_bytes += size_bytes
            while len(self._entries) > MAX_ENTRIES or self._size_bytes > MAX_BYTES:
                self._drop(next(iter(self._entries)))

    def invalidate(self, invalidation: Invalidation) -> None:
        """Drop the results that a committed write may have changed."""
        with self._lock:
            for claim in self._claims:
                claim.is_stale = claim.is_stale or _concerns(invalidation, claim)
            for key in [key for key, entry in self._entries.items() if _concerns(invalidation, entry)]:
                self._drop(key)

    def status(self) -> CacheStatus:
        """Return the fill level and the numbers of hits and misses."""
        with self._lock:
            return CacheStatus("answers", len(self._entries), MAX_ENTRIES, self._hits, self._misses)

    def _drop(self, key: Hashable) -> None:
        if (entry := self._entries.pop(key, None)) is not None:
            self._size_bytes -= entry.size_bytes


def _concerns(invalidation: Invalidation, item: Claim | Entry) -> bool:
    if invalidation is None:
        return True
    since = invalidation.get(item.website)
    return since is not None and since < item.until
