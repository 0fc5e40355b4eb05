"""One asyncio loop on one thread, and the two ways to start a task. No Qt, no aiohttp."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")
_running: set[asyncio.Task[Any]] = set()  # an unreferenced task may be garbage-collected while it runs


def spawn(name: str, coro: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
    """Start `coro` as a task on the running loop, keep a reference to it and log its failure."""
    task = asyncio.get_running_loop().create_task(coro, name=name)
    _running.add(task)
    task.add_done_callback(_ended)
    return task


def _ended(task: asyncio.Task[Any]) -> None:
    _running.discard(task)
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("Background task %s failed", task.get_name(), exc_info=error)


async def finish(coro: Coroutine[Any, Any, T]) -> T:
    """Return the result of `coro`, which runs to its end even when the caller is cancelled."""
    task = asyncio.get_running_loop().create_task(coro)
    _running.add(task)
    task.add_done_callback(_running.discard)
    return await asyncio.shield(task)


class LoopThread:
    """An asyncio loop on its own thread. Call start() once, submit() any number of times, stop() once."""

    def __init__(self) -> None:
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._main, name="asyncio")  # not a daemon: it is joined
        self._loop: asyncio.AbstractEventLoop
        self._stop: asyncio.Event

    def start(self) -> None:
        """Start the thread and wait until its loop is running."""
        self._thread.start()
        self._ready.wait()

    def submit(self, coro: Coroutine[Any, Any, T]) -> Future[T]:
        """Run `coro` on the loop; callable from any thread. Cancelling the future cancels the coroutine."""
        return asyncio.run_coroutine_threadsafe(coro, self._loop)

    def stop(self, timeout_s: float) -> bool:
        """Stop the loop and cancel its remaining tasks. Returns True when the thread ended in time."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _main(self) -> None:
        with asyncio.Runner() as runner:  # on leaving: cancels what is left, closes the executor
            self._loop, self._stop = runner.get_loop(), asyncio.Event()
            self._loop.call_soon(self._ready.set)
            runner.run(self._wait())

    async def _wait(self) -> None:
        await self._stop.wait()
