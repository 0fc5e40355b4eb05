"""Passwords and their Argon2id hashes. Dear on purpose, so it runs on a thread of its own, and few may wait for it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar, TypeVarTuple

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError

from app.domain.access import is_hashable
from app.domain.errors import AppError

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PASSES, LANES, HASH_BYTES = 3, 1, 32
MOST_WAITING = 16  # each may need the configured memory for some tenths of a second
BUSY_RETRY_S = 5


class PasswordHashing:
    """Makes and checks hashes, one at a time. memory_kb: what one hash needs."""

    def __init__(self, memory_kb: int) -> None:
        self._hasher = PasswordHasher(
            time_cost=PASSES, memory_cost=memory_kb, parallelism=LANES, hash_len=HASH_BYTES, type=Type.ID
        )
        self._pool = ThreadPoolExecutor(1, "passwords")
        self._waiting = 0

    async def hash(self, password: str) -> str:
        """Return the PHC text of a password that was checked before."""
        return await self._run(self._hasher.hash, password.encode("utf-8", "surrogateescape"))

    async def fits(self, password: str, known: str) -> bool:
        """Say whether `password` is the one of the hash `known`. Raises AppError `rate_limited` when too many ask."""
        if not is_hashable(password):
            return False
        return await self._run(self._verify, known, password.encode("utf-8", "surrogateescape"))

    async def close(self) -> None:
        """Wait for the hash under way."""
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)

    def _verify(self, known: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(known, password)
        except VerifyMismatchError:
            return False

    async def _run(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        if self._waiting >= MOST_WAITING:
            raise AppError("rate_limited", "Too many people sign in at once.", retry_after_s=BUSY_RETRY_S)
        self._waiting += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work, *args)
        future.add_done_callback(self._done)
        return await asyncio.shield(future)

    def _done(self, future: asyncio.Future[T]) -> None:
        self._waiting -= 1
