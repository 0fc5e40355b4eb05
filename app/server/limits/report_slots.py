"""Report slots: limits on how many expensive reports run at once, so that readers stay free for everything else."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.domain.errors import AppError

Slot = str  # the name of a heavy report, or "share"


@dataclass(frozen=True, slots=True)
class SlotLimit:
    """Limit of one slot. at_once: reports that run in parallel; wait_s: longest wait for a turn, None for no limit."""

    at_once: int
    wait_s: float | None


DEFAULT_LIMIT = SlotLimit(2, 5.0)
SLOT_LIMITS: Mapping[Slot, SlotLimit] = {
    "share": SlotLimit(2, None),  # of many visitors of a shared page, all but the first read from the cache
}


class ReportSlots:
    """The slots of one server."""

    def __init__(self, limits: Mapping[Slot, SlotLimit] = SLOT_LIMITS) -> None:
        self._limits = limits
        self._free: dict[Slot, asyncio.Semaphore] = {}

    @asynccontextmanager
    async def hold(self, slot: Slot) -> AsyncIterator[None]:
        """Hold a slot while the body runs. Raises AppError `rate_limited` when none becomes free in time."""
        limit = self._limits.get(slot, DEFAULT_LIMIT)
        free, wait_s = self._free.setdefault(slot, asyncio.Semaphore(limit.at_once)), limit.wait_s
        try:
            await asyncio.wait_for(free.acquire(), wait_s)
        except TimeoutError:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=math.ceil(wait_s or 0)) from None
        try:
            yield
        finally:
            free.release()
