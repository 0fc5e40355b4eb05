"""Report slots: limits on how many expensive reports run at once, so that readers stay free for everything else."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from app.domain.errors import AppError

Slot = Literal["export", "funnel", "journey", "retention", "share"]


@dataclass(frozen=True, slots=True)
class SlotLimit:
    """Limit of one slot. at_once: reports that run in parallel; wait_s: longest wait for a turn, None for no limit."""

    at_once: int
    wait_s: float | None


SLOT_LIMITS: Mapping[Slot, SlotLimit] = {
    "export": SlotLimit(2, 5.0),
    "funnel": SlotLimit(2, 5.0),
    "journey": SlotLimit(2, 5.0),
    "retention": SlotLimit(2, 5.0),
    "share": SlotLimit(2, None),  # of many visitors of a shared page, all but the first read from the cache
}


class ReportSlots:
    """The slots of one server."""

    def __init__(self, limits: Mapping[Slot, SlotLimit] = SLOT_LIMITS) -> None:
        self._limits = limits
        self._free = {slot: asyncio.Semaphore(limit.at_once) for slot, limit in limits.items()}

    @asynccontextmanager
    async def hold(self, slot: Slot) -> AsyncIterator[None]:
        """Hold a slot while the body runs. Raises AppError `rate_limited` when none becomes free in time."""
        free, wait_s = self._free[slot], self._limits[slot].wait_s
        try:
            await asyncio.wait_for(free.acquire(), wait_s)
        except TimeoutError:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=math.ceil(wait_s or 0)) from None
        try:
            yield
        finally:
            free.release()
