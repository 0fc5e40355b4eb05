"""Reads whose results are kept until a write may have changed them: those of reports, and newest times."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import datetime
from typing import Generic, TypeVar, TypeVarTuple, cast

from app.domain.ids import WebsiteKey
from app.storage.cache import Invalidation, ReportCache
from app.storage.newest_times import NewestTimes
from app.storage.readers import Pool

R = TypeVar("R")
T = TypeVar("T")
Ts = TypeVarTuple("Ts")

READ_LIMIT_S = 5.0


class CachedReads(ABC, Generic[R]):
    """A database of events with its caches. lifetime_s: of what is kept, where others write to the database too."""

    def __init__(self, lifetime_s: float = math.inf) -> None:
        self.cache = ReportCache(lifetime_s)
        self.newest = NewestTimes(lifetime_s)

    @abstractmethod
    async def read(
        self, fn: Callable[[R, *Ts], T], *args: *Ts, limit_s: float = READ_LIMIT_S, pool: Pool = "internal"
    ) -> T:
        """Run `fn` on a reader thread of `pool`.

        Raises QueryTooSlow `limit_s` after the call, whether it waited or ran; cancelling stops the query.
        """

    async def read_cached(
        self,
        fn: Callable[[R], T],
        *,
        key: Hashable,
        website: WebsiteKey,
        until: datetime,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> T:
        """`read` for reports: returns the cached result unless a write may have changed it since.

        The result must depend only on `key` and on the rows of `website` up to `until`, together with the whole of the
        sessions that began before. Results are shared, so they are immutable.
        """
        if (entry := self.cache.find(key)) is not None:
            return cast(T, entry.result)
        claim = self.cache.begin(website, until)
        try:
            result = await self.read(fn, limit_s=limit_s, pool=pool)
            self.cache.keep(claim, key, result)
        finally:
            self.cache.end(claim)
        return result

    async def read_newest(
        self,
        fn: Callable[[R, Sequence[WebsiteKey], datetime], Mapping[WebsiteKey, datetime]],
        websites: Sequence[WebsiteKey],
        until: datetime,
        *,
        limit_s: float = READ_LIMIT_S,
        pool: Pool = "internal",
    ) -> dict[WebsiteKey, datetime | None]:
        """Return the newest time of each website before `until`. One `read` gets those that are not in `newest` yet."""
        times = self.newest.find(websites, until)
        missing = tuple(website for website in websites if website not in times)
        if missing:
            with self.newest.reading(until) as reading:
                read = await self.read(fn, missing, until, limit_s=limit_s, pool=pool)
                fresh = {website: read.get(website) for website in missing}
                self.newest.keep(reading, fresh)
            times |= fresh
        return times

    def _invalidate(self, changed: Invalidation) -> None:
        self.cache.invalidate(changed)
        self.newest.invalidate(changed)
