"""Work that is finished once begun, also when the client that asked for it has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_running: set[asyncio.Task[Any]] = set()  # a task without a reference may be collected while it runs


async def unbroken(work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns. Cancelling the caller lets `work` go on by itself."""
    task = asyncio.get_running_loop().create_task(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return await asyncio.shield(task)
