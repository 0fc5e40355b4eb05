"""Argon2id hashes of passwords. Hashing is expensive on purpose: it has its own thread and a short queue."""

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
MAX_WAITING = 16  # each needs the configured memory for some tenths of a second
BUSY_RETRY_S = 5


class PasswordHashing:
    """Computes and verifies hashes, one at a time. memory_kb: memory of one hash, KiB."""

    def __init__(self, memory_kb: int) -> None:
        self._hasher = PasswordHasher(
            time_cost=PASSES, memory_cost=memory_kb, parallelism=LANES, hash_len=HASH_BYTES, type=Type.ID
        )
        self._pool = ThreadPoolExecutor(1, "passwords")
        self._waiting = 0

    async def hash(self, password: str) -> str:
        """Return the hash of a valid new password as PHC text."""
        return await self._run(self._hasher.hash, password.encode("utf-8", "surrogateescape"))

    async def verify(self, password: str, password_hash: str) -> bool:
        """Return whether a password matches a hash. Raises AppError `rate_limited` when too many are waiting."""
        if not is_hashable(password):
            return False
        return await self._run(self._verify, password_hash, password.encode("utf-8", "surrogateescape"))

    async def close(self) -> None:
        """Wait for the running computation."""
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)

    def _verify(self, password_hash: str, password: bytes) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except VerifyMismatchError:
            return False

    async def _run(self, work: Callable[[*Ts], T], *args: *Ts) -> T:
        if self._waiting >= MAX_WAITING:
            raise AppError(
                "rate_limited",
                "Too many sign-ins at once. Please try again in a few seconds.",
                retry_after_s=BUSY_RETRY_S,
            )
        self._waiting += 1
        future = asyncio.get_running_loop().run_in_executor(self._pool, work, *args)
        future.add_done_callback(self._done)
        return await asyncio.shield(future)

    def _done(self, future: asyncio.Future[T]) -> None:
        self._waiting -= 1
