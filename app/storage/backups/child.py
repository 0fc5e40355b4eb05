"""Child process for work on files that may be large or damaged: the server goes on whatever happens to it."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar, TypeVarTuple, cast  # Any: what the work returns, which the pipe does not know

from app.domain.errors import AppError, ErrorCode
from app.storage.connection import KnownStorageError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

NICE = 10  # requests go first


class Child:
    """Has pieces of work done, one after the other, each in a process of its own."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._is_ended = False
        self._lock = threading.Lock()

    def run(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        """Return the result of `work`, a function of a module. Blocks. Raises its AppError, or KnownStorageError."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe(duplex=False)
        with here:
            with there, self._lock:
                if self._is_ended:
                    raise _unexpected(None)
                self._process = process = context.Process(target=_work, args=(there, work, args), daemon=True)
                process.start()
            try:
                reply: tuple[Any, ...] | None = here.recv()
            except EOFError:
                reply = None
        process.join()
        if reply is None:
            raise _unexpected(process.exitcode)
        if len(reply) > 1:
            code, message, hint = reply
            raise AppError(cast(ErrorCode, code), message, hint=hint)
        return cast(T, reply[0])

    def end(self) -> None:
        """End the process that runs at once, and begin no other one."""
        with self._lock:
            self._is_ended = True
            if self._process is not None:
                self._process.kill()


async def on_thread(child: Child, call: Callable[[], T]) -> T:
    """Run `call`, which has work done by a child, on a thread. Cancelling ends both before it returns."""
    running = asyncio.ensure_future(asyncio.to_thread(call))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        child.end()
        await asyncio.gather(running, return_exceptions=True)
        raise


def _work(pipe: Pipe, work: Callable[..., object], args: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches it too, but its parent ends it
    if hasattr(os, "nice"):
        os.nice(NICE)
    with pipe:
        try:
            reply: tuple[object, ...] = (work(*args),)
        except AppError as error:
            reply = (error.code, error.message, error.hint)
        pipe.send(reply)


def _unexpected(code: int | None) -> KnownStorageError:
    return KnownStorageError(f"The process that reads the database ended unexpectedly (exit code {code}).")
