"""Reports that read much: only a few of a kind run at once, so that readers stay free for everything else."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

from app.domain.errors import AppError

HeavyReport = Literal["export", "funnel", "journey", "retention"]


@dataclass(frozen=True, slots=True)
class Turns:
    """at_once: how many run at the same time. wait_s: longest wait of another one for its turn."""

    at_once: int
    wait_s: float


TURNS: Mapping[HeavyReport, Turns] = {
    "export": Turns(2, 5.0),
    "funnel": Turns(2, 5.0),
    "journey": Turns(2, 5.0),
    "retention": Turns(2, 5.0),
}


class HeavyReports:
    """The turns of one server."""

    def __init__(self, turns: Mapping[HeavyReport, Turns] = TURNS) -> None:
        self._turns = turns
        self._free = {report: asyncio.Semaphore(limits.at_once) for report, limits in turns.items()}

    @asynccontextmanager
    async def turn(self, report: HeavyReport) -> AsyncIterator[None]:
        """Run the body when it is its turn. Raises AppError `rate_limited` when it does not come in time."""
        free, wait_s = self._free[report], self._turns[report].wait_s
        try:
            await asyncio.wait_for(free.acquire(), wait_s)
        except TimeoutError:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=math.ceil(wait_s)) from None
        try:
            yield
        finally:
            free.release()
