"""Reports that hold slots, for tests: taken slots, and reports that go on until they are let go."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from app.server.context import REPORT_SLOTS
from app.server.limits.report_slots import SLOT_LIMITS
from app.storage.connection import Connection
from tests.server.conftest import Running


@asynccontextmanager
async def heavy_slots_taken(running: Running) -> AsyncIterator[None]:
    """Hold every slot for heavy reports, as other callers."""
    async with AsyncExitStack() as stack:
        for number in range(SLOT_LIMITS["reports"].heavy):
            slots = running.http.app[REPORT_SLOTS]["reports"]
            await stack.enter_async_context(slots.hold(f"another {number}", is_heavy=True))
        yield


class Stuck:
    """A report that ends when it is released or interrupted. busy, done: released when one begins and ends."""

    def __init__(self) -> None:
        self.busy = threading.Semaphore(0)
        self.done = threading.Semaphore(0)
        self.begun = 0

    def __call__(self, con: Connection, *options: Any) -> int:
        self.begun += 1
        self.busy.release()
        try:
            return len(con.execute(HUGE).fetchall())
        finally:
            self.done.release()


HUGE = "SELECT count(*) FROM range(100_000_000) AS a, range(100_000_000) AS b"
