"""Newest times: when the newest event of each website was, kept until a write may have changed it.

They are read from the whole history, and there is one for each quiet website: in the report cache many websites would
displace its results. As there, every write names the earliest time that it may change.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.ids import WebsiteKey
from app.storage.cache import Invalidation


@dataclass(frozen=True, slots=True)
class _Known:
    """The newest time of a website before `until`, None when there is none. kept_s: when it was kept, monotonic."""

    newest: datetime | None
    until: datetime
    kept_s: float


@dataclass(eq=False, slots=True)
class Reading:
    """A read under way. stale: the websites that a write may have changed meanwhile; is_stale: all of them."""

    until: datetime
    stale: set[int] = field(default_factory=set)
    is_stale: bool = False


class NewestTimes:
    """The newest times, at most one for each website. Thread-safe. lifetime_s: of one, whatever is written."""

    def __init__(self, lifetime_s: float = math.inf) -> None:
        self._lifetime_s = lifetime_s
        self._lock = threading.Lock()
        self._known: dict[int, _Known] = {}
        self._readings: list[Reading] = []

    def find(self, websites: Iterable[WebsiteKey], until: datetime) -> dict[WebsiteKey, datetime | None]:
        """Return the newest time before `until` of those websites whose time is known."""
        since_s = time.monotonic() - self._lifetime_s
        with self._lock:
            known = {website: item for website in websites if (item := self._known.get(website)) is not None}
        return {
            website: item.newest for website, item in known.items() if item.kept_s > since_s and _answers(item, until)
        }

    @contextmanager
    def reading(self, until: datetime) -> Iterator[Reading]:
        """Announce a read of newest times before `until`, for `keep`."""
        reading = Reading(until)
        with self._lock:
            self._readings.append(reading)
        try:
            yield reading
        finally:
            with self._lock:
                self._readings.remove(reading)

    def keep(self, reading: Reading, times: Mapping[WebsiteKey, datetime | None]) -> None:
        """Keep what was read, except where a write may have changed it since the read began."""
        now_s = time.monotonic()
        with self._lock:
            if not reading.is_stale:
                fresh = {website: _Known(at, reading.until, now_s) for website, at in times.items()}
                self._known |= {website: item for website, item in fresh.items() if website not in reading.stale}

    def invalidate(self, invalidation: Invalidation) -> None:
        """Drop the times that a committed write may have changed."""
        with self._lock:
            if invalidation is None:
                self._known.clear()
                for reading in self._readings:
                    reading.is_stale = True
                return
            for website, since in invalidation.items():
                if (item := self._known.get(website)) is not None and since < item.until:
                    del self._known[website]
                for reading in self._readings:
                    if since < reading.until:
                        reading.stale.add(website)


def _answers(item: _Known, until: datetime) -> bool:
    """Return whether what is known before a later time says what was before `until`."""
    return until <= item.until and (item.newest is None or item.newest < until)
