"""Attempts to sign in, counted in PostgreSQL, so that all processes share the limits.

An address has five failed attempts in 15 minutes and an account twenty, so that many addresses cannot guess at one
account. Where the owner of an account signed in lately only the five count: an attack locks nobody out.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.domain.addresses import client_network
from app.domain.tenants import User
from app.server.access.login_attempts import MAX_FAILURES, RECENT_FOR, WINDOW
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore, Transaction
from app.storage.postgres import members, sign_ins

MAX_FAILURES_OF_ACCOUNT = 20


@dataclass(frozen=True, slots=True)
class CountedAttempt:
    """An attempt that is counted. caller: keyed hash of the address; counted: keyed hashes for which it counts.

    user: who has the e-mail address, None when there is no such user.
    """

    caller: str
    counted: tuple[str, ...]
    at: datetime
    user: User | None


class SignInAttempts:
    """Attempts of all processes. key: of the hashes, the same in all processes."""

    def __init__(self, metadata: MetadataStore, key: str, clock: Callable[[], datetime]) -> None:
        self._metadata = metadata
        self._key = key.encode()
        self._clock = clock

    def caller_of(self, address: str) -> str:
        """Return the keyed hash that stands for an address or its IPv6 network."""
        return self._hash(client_network(address))

    async def reserve(self, address: str, email: str) -> CountedAttempt:
        """Count an attempt before it is checked. email: in lower case. Raises AppError `rate_limited`."""
        caller, account = self.caller_of(address), self._hash(f"account {email}")
        return await self._metadata.write(_reserved, caller, account, email, self._clock(), invalidates=NONE)

    async def release(self, attempt: CountedAttempt) -> None:
        """Uncount an attempt that succeeded or was never checked."""
        await self._metadata.write(sign_ins.release, attempt.counted, attempt.at, invalidates=NONE)

    def _hash(self, text: str) -> str:
        return hmac.new(self._key, text.encode("utf-8", "surrogateescape"), hashlib.sha256).hexdigest()[:32]


def _reserved(con: Transaction, caller: str, account: str, email: str, now: datetime) -> CountedAttempt:
    user = members.user_of(con, email)
    limits: Mapping[str, int] = {caller: MAX_FAILURES, account: MAX_FAILURES_OF_ACCOUNT}
    if user is not None and sign_ins.was_here(con, user.id, caller, now - RECENT_FOR):
        limits = {caller: MAX_FAILURES}
    sign_ins.reserve(con, limits, now - WINDOW, now)
    return CountedAttempt(caller, tuple(limits), now, user)
