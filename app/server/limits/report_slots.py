"""Report slots: permits to run a report, by its cost, shared out fairly between callers.

A slot stands for a reader thread. No caller gets all of a pool, and a slot that becomes free goes to the caller who
holds the fewest, in turn among equals.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from app.domain.errors import AppError
from app.storage.readers import POOLS, Pool

MAX_WAITING = 64  # reports of one caller; a page of the window asks for a dozen


@dataclass(frozen=True, slots=True)
class SlotLimit:
    """Limits of one pool: reports that run at once, of all callers and of one; and how many of these may be heavy."""

    at_once: int
    per_caller: int
    heavy: int
    heavy_per_caller: int


SLOT_LIMITS: Mapping[Pool, SlotLimit] = {
    "reports": SlotLimit(POOLS["reports"], per_caller=3, heavy=3, heavy_per_caller=2),
    "share": SlotLimit(POOLS["share"], per_caller=1, heavy=1, heavy_per_caller=1),
}


@dataclass(eq=False, slots=True)
class _Turn:
    caller: Hashable
    is_heavy: bool
    granted: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class FairSlots:
    """The slots of one pool."""

    def __init__(self, limit: SlotLimit) -> None:
        self._limit = limit
        self._running: list[_Turn] = []
        self._waiting: dict[Hashable, list[_Turn]] = {}  # callers in the order of their turns

    @property
    def waiting(self) -> int:
        """Reports that wait for a slot."""
        return sum(map(len, self._waiting.values()))

    @asynccontextmanager
    async def hold(
        self, caller: Hashable, *, is_heavy: bool = False, wait_s: float | None = None
    ) -> AsyncIterator[None]:
        """Hold a slot while the body runs. wait_s: longest wait for it, None for no limit.

        Raises TimeoutError past it, AppError `rate_limited` when too many reports of the caller wait.
        """
        turn = _Turn(caller, is_heavy)
        self._queue(turn)
        try:
            async with asyncio.timeout(wait_s):  # unlike wait_for it never swallows a cancellation
                await turn.granted
            yield
        finally:
            self._leave(turn)

    def _queue(self, turn: _Turn) -> None:
        queue = self._waiting.setdefault(turn.caller, [])
        if len(queue) >= MAX_WAITING:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=1)
        queue.append(turn)
        self._grant()

    def _leave(self, turn: _Turn) -> None:
        if turn in self._running:
            self._running.remove(turn)
        else:
            self._unqueue(turn)
        self._grant()

    def _unqueue(self, turn: _Turn) -> None:
        """Take a turn out of its queue. The caller's next one waits behind those of all others."""
        queue = self._waiting.pop(turn.caller)
        queue.remove(turn)
        if queue:
            self._waiting[turn.caller] = queue

    def _grant(self) -> None:
        while len(self._running) < self._limit.at_once and (turn := next(self._startable(), None)) is not None:
            self._unqueue(turn)
            self._running.append(turn)
            turn.granted.set_result(None)

    def _startable(self) -> Iterator[_Turn]:
        """Yield the turns that may begin now: of those who hold the fewest slots first."""
        heavy = sum(turn.is_heavy for turn in self._running)
        for caller in sorted(self._waiting, key=self._held):
            if self._held(caller) >= self._limit.per_caller:
                return
            own_heavy = sum(turn.is_heavy for turn in self._running if turn.caller == caller)
            is_full = heavy >= self._limit.heavy or own_heavy >= self._limit.heavy_per_caller
            for turn in self._waiting[caller]:
                if not turn.granted.done() and not (turn.is_heavy and is_full):  # done: its caller has gone
                    yield turn

    def _held(self, caller: Hashable) -> int:
        return sum(turn.caller == caller for turn in self._running)


class ReportSlots:
    """The slots of one server."""

    def __init__(self, limits: Mapping[Pool, SlotLimit] = SLOT_LIMITS) -> None:
        self._pools = {pool: FairSlots(limit) for pool, limit in limits.items()}

    def __getitem__(self, pool: Pool) -> FairSlots:
        return self._pools[pool]
