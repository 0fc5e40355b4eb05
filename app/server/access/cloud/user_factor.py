"""Second factors of people: each code is valid once, whichever process it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from app.domain.access import (
    CODE_DIGITS,
    ENROLMENT_LIMIT,
    STEPS_AHEAD,
    plain_code,
    recovery_hash,
    step_at,
)
from app.domain.tenants import TenantId, UserId
from app.server.access.second_factor import Enrolment, confirmed, is_not_shown, is_on, new_enrolment, step_of
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore
from app.storage.postgres import user_factors
from app.storage.postgres.user_factors import UserFactor


class UserFactorCheck:
    """The second factors of all users. clock: the time on the wall, as authenticators have it, aware."""

    def __init__(self, metadata: MetadataStore, clock: Callable[[], datetime]) -> None:
        self._metadata = metadata
        self._clock = clock

    async def of(self, user: UserId) -> UserFactor | None:
        """Return a user's second factor, None while there is none; without its `factor` it is not confirmed."""
        return await self._metadata.read(user_factors.factor_of, user)

    async def start(self, user: UserId, account: str) -> Enrolment:
        """Return a new secret to show. Raises AppError `conflict` when it is on."""
        now = self._clock()
        enrolment = new_enrolment(account, now)
        if not await self._metadata.write(user_factors.begin, user, enrolment.secret, now, invalidates=NONE):
            raise is_on()
        return enrolment

    async def confirm(
        self, user: UserId, code: str, kept: str, tenants: Iterable[TenantId], caller: str
    ) -> tuple[tuple[str, ...], list[str]]:
        """Turn the second factor on. Returns its recovery codes, and the ids of the sessions that ended.

        kept: the id of the session that does not end. Raises AppError: `conflict`, `bad_request`.
        """
        waiting, now = await self.of(user), self._clock()
        if waiting is not None and waiting.factor is not None:
            raise is_on()
        if waiting is None or now > waiting.begun_at + ENROLMENT_LIMIT:
            raise is_not_shown()
        factor, codes = confirmed(code, waiting.secret, now)
        entry = AuditEntry("second_factor_on", now, caller, user)
        ended = await self._metadata.write(
            user_factors.confirm, user, waiting.secret, factor, kept, tenants, entry, invalidates=NONE
        )
        if ended is None:
            raise is_not_shown()
        return codes, ended

    async def use(self, user: UserId, own: UserFactor, code: str, tenants: Iterable[TenantId], caller: str) -> bool:
        """Return whether a code is valid, and use it up."""
        factor, plain, now = own.factor, plain_code(code), self._clock()
        if factor is None or not plain:
            return False
        if len(plain) == CODE_DIGITS and plain.isdecimal():
            ahead = step_at(now) + STEPS_AHEAD
            step = step_of(plain, own.secret, now, -1 if factor.last_step > ahead else factor.last_step)
            return step is not None and await self._metadata.write(
                user_factors.use_step, user, step, ahead, invalidates=NONE
            )
        entry = AuditEntry("recovery_code_used", now, caller, user)
        return await self._metadata.write(
            user_factors.use_recovery_code, user, recovery_hash(plain), tenants, entry, invalidates=NONE
        )

    async def switch_off(self, user: UserId, tenants: Iterable[TenantId], caller: str) -> None:
        """Turn the second factor off."""
        entry = AuditEntry("second_factor_off", self._clock(), caller, user)
        await self._metadata.write(user_factors.switch_off, user, tenants, entry, invalidates=NONE)
