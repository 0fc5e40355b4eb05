"""The administrator's account: set up once, signed in to, its password and second factor changed.

One object, used on the loop alone.

All that is asked at each request is in memory; every change is stored before it is believed.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.access import KNOWN_PASSWORD, AuthMode, SignIn, check_new_password
from app.domain.errors import AppError, BadRequest, NotFound
from app.server.access.api_keys import ApiKeys
from app.server.access.bootstrap_password import forget_one_time_password
from app.server.access.login_attempts import CODES, Attempt, LoginThrottle
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import Enrolment, SecondFactorCheck
from app.server.access.sessions import LEEWAY, NewSession, SignIns
from app.storage.access import accounts as stored
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.database import Database

log = logging.getLogger(__name__)

FAILURES_KEPT = timedelta(hours=24)
FAILURE_EVENTS_KEPT = timedelta(days=30)
EVENTS_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AccountRules:
    """How accounts work here. bootstrap_password: what setup asks for; is_random: made here, not configured."""

    mode: AuthMode
    session_days: int
    data_dir: Path
    bootstrap_password: str = field(repr=False)
    is_random: bool


class Accounts:
    """The account of one server. admin_hash: None before setup."""

    def __init__(
        self,
        rules: AccountRules,
        database: Database,
        clock: Callable[[], datetime],
        hashing: PasswordHashing,
        admin_hash: str | None,
        must_change: bool,
        sign_ins: SignIns,
        attempts: LoginThrottle,
        keys: ApiKeys,
        second_factor: SecondFactorCheck,
    ) -> None:
        self.mode = rules.mode
        self.keys = keys
        self.second_factor = second_factor
        self._rules = rules
        self._database = database
        self._clock = clock
        self._hashing = hashing
        self._admin_hash = admin_hash
        self._must_change = must_change
        self._sign_ins = sign_ins
        self._attempts = attempts
        self._changing = asyncio.Lock()  # of hash, flag, secret and second factor, in the database and here

    @property
    def setup_required(self) -> bool:
        """Whether there is no administrator yet."""
        return self._admin_hash is None

    @property
    def password_change_required(self) -> bool:
        """Whether nothing may be done before the password is changed."""
        return self.mode == "local" and self._must_change

    @property
    def one_time_password(self) -> str | None:
        """What setup asks for, to be shown to the owner; None when it was configured or is used up."""
        return self._rules.bootstrap_password if self._rules.is_random and self.setup_required else None

    def signed_in(self, token: str | None) -> SignIn | None:
        """The sign-in of a session token, None when it opens nothing."""
        return None if token is None else self._sign_ins.use(token)

    def caller_of(self, address: str) -> str:
        """What the security log calls an address."""
        return self._attempts.caller_of(address)

    async def set_up(self, bootstrap_password: str, password: str, address: str) -> None:
        """Make the administrator. Raises AppError: `bad_request`, `gone`, `unauthorized`, `rate_limited`."""
        if self.mode != "local":
            raise BadRequest("setup only available in local mode")
        if not self.setup_required:
            raise _gone()
        known = self._rules.bootstrap_password
        attempt = self._attempts.reserve(address)
        if not hmac.compare_digest(_bytes(bootstrap_password), _bytes(known)):
            raise await self._refused(attempt)
        self._attempts.release(attempt)
        admin_hash = await self._hashing.hash(check_new_password(password, "password"))
        must_change = known == KNOWN_PASSWORD
        what = AuditEntry("setup", self._clock(), attempt.caller)
        async with self._changing:
            if not await self._database.write_durably(stored.set_up, admin_hash, must_change, what):
                raise _gone()
            self._admin_hash, self._must_change = admin_hash, must_change
        log.info("The administrator was set up")
        try:
            await asyncio.to_thread(forget_one_time_password, self._rules.data_dir)
        except OSError as error:
            log.warning("The file of the one-time password stays; it opens nothing any more: %s", error)

    async def sign_in(self, password: str, code: str | None, address: str, client: str | None) -> NewSession:
        """Check the password, and the code where the second factor is on. client: browser and system it came from.

        Raises AppError: `rate_limited`, `setup_required`, `unauthorized`, `second_factor_required`.
        """
        attempt = self._attempts.reserve(address)
        admin_hash = await self._check(password, attempt)
        async with self._changing:
            self._check_is_current(admin_hash)
            await self._check_code(code, attempt)
            self._attempts.remember(attempt)
            what = AuditEntry("login", self._clock(), attempt.caller)
            return await self._sign_ins.start(self._rules.session_days, client, what)

    async def sign_out(self, sign_in: SignIn, address: str) -> None:
        """End a sign-in: its token opens nothing any more."""
        what = AuditEntry("logout", self._clock(), self.caller_of(address), sign_in.id)
        await self._sign_ins.end([sign_in.id], what)

    def sessions(self) -> list[SignIn]:
        """Every sign-in that still holds, newest first."""
        return self._sign_ins.newest_first()

    async def revoke_session(self, sign_in_id: str, address: str) -> None:
        """End the sign-in of an id. Raises NotFound."""
        if not self._sign_ins.has(sign_in_id):
            raise NotFound("Session not found")
        what = AuditEntry("session_revoked", self._clock(), self.caller_of(address), sign_in_id)
        await self._sign_ins.end([sign_in_id], what)

    async def revoke_other_sessions(self, kept: SignIn | None, address: str) -> None:
        """End every sign-in but the caller's own."""
        what = AuditEntry("sessions_revoked", self._clock(), self.caller_of(address))
        await self._sign_ins.end(self._sign_ins.others(kept), what)

    async def start_second_factor(self, password: str, account: str, address: str) -> Enrolment:
        """Return a secret for an authenticator. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        await self._check(password, self._attempts.reserve(address))
        return self.second_factor.start(account)

    async def confirm_second_factor(self, code: str, kept: SignIn | None, address: str) -> tuple[str, ...]:
        """Switch the second factor on and sign everybody else out. Returns the recovery codes.

        Raises AppError: `conflict`, `bad_request`.
        """
        async with self._changing:
            ended = self._sign_ins.others(kept)
            codes = await self.second_factor.confirm(code, ended, self.caller_of(address))
            self._sign_ins.forget(ended)
        log.info("The second factor was switched on")
        return codes

    async def stop_second_factor(self, password: str, code: str, address: str) -> None:
        """Switch the second factor off. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        attempt = self._attempts.reserve(address)
        admin_hash = await self._check(password, attempt)
        async with self._changing:
            self._check_is_current(admin_hash)
            if self.second_factor.known is None:
                raise AppError("conflict", "The second factor is off.")
            await self._check_code(code, attempt)
            await self.second_factor.switch_off(attempt.caller)
        log.info("The second factor was switched off")

    async def change_password(self, current: str, new: str, address: str, client: str | None) -> NewSession:
        """Change the password and sign everybody out. Returns a new session for the caller.

        Raises AppError: `method_not_allowed`, `rate_limited`, `unauthorized`, `bad_request`.
        """
        if self.mode != "local":
            raise AppError("method_not_allowed", "Method not allowed for this auth mode")
        attempt = self._attempts.reserve(address)
        admin_hash = await self._check(current, attempt)
        check_new_password(new, "new_password")
        if new == current:
            raise BadRequest("the new password must differ from the current one", field="new_password")
        new_hash = await self._hashing.hash(new)
        secret = stored.new_secret()
        what = AuditEntry("password_changed", self._clock(), attempt.caller)
        async with self._changing:
            self._check_is_current(admin_hash)
            await self._database.write_durably(stored.replace_admin_hash, new_hash, secret, what)
            self._admin_hash, self._must_change = new_hash, False
            self._sign_ins.end_all(secret)
            return await self._sign_ins.start(self._rules.session_days, client, None)

    async def forget_old(self) -> None:
        """Delete what nobody needs any more."""
        now = self._clock()
        limits = (now - FAILURES_KEPT, now - LEEWAY, now - FAILURE_EVENTS_KEPT, now - EVENTS_KEPT)
        await self._database.write(stored.forget, *limits, invalidates=NONE)
        self._sign_ins.expire(now - LEEWAY)

    async def save_uses(self) -> None:
        """Store when keys and sign-ins were last used."""
        await self.keys.save_uses()
        await self._sign_ins.save_uses()

    def _check_is_current(self, admin_hash: str) -> None:
        """Raise `unauthorized` for a hash that was replaced while a password was checked against it."""
        if admin_hash != self._admin_hash:
            raise wrong_password()

    async def _check_code(self, code: str | None, attempt: Attempt) -> None:
        """Raise unless the second factor is off or the code is good. attempt: of the password, which was right."""
        if self.second_factor.known is None:
            return
        if not code:
            raise AppError("second_factor_required", "Enter the code of your authenticator too.", field="code")
        guess = self._attempts.reserve(CODES)
        try:
            fits = await self.second_factor.use(code, attempt.caller)
        except BaseException:
            self._attempts.release(guess)
            raise
        if fits:
            self._attempts.release(guess)
            return
        self._attempts.keep(attempt)
        raise await self._refused(attempt, guess)

    async def _check(self, password: str, attempt: Attempt) -> str:
        """Return the hash that `password` fits. attempt: is kept when it does not."""
        known = self._admin_hash
        if known is None:
            self._attempts.release(attempt)
            raise setup_required()
        try:
            fits = await self._hashing.fits(password, known)
        except BaseException:  # nothing was learned
            self._attempts.release(attempt)
            raise
        if not fits:
            raise await self._refused(attempt)
        self._attempts.release(attempt)
        return known

    async def _refused(self, *attempts: Attempt) -> AppError:
        """Note a wrong password, or with a second attempt a wrong code, and return what to raise."""
        first = attempts[0]
        happenings = [AuditEntry("login_failed", first.at, first.caller)]
        if any(self._attempts.is_last(attempt) for attempt in attempts):
            log.warning("A caller gave a wrong password or code five times and has to wait a quarter of an hour")
            happenings.append(AuditEntry("login_locked", first.at, first.caller))
        callers = [attempt.caller for attempt in attempts]
        await self._database.write(stored.add_failure, callers, first.at, *happenings, invalidates=NONE)
        return wrong_password() if len(attempts) == 1 else _wrong_code()


def wrong_password() -> AppError:
    return AppError("unauthorized", "Unauthorized")


def _wrong_code() -> AppError:
    return AppError("unauthorized", "The code is wrong or was used before.", field="code")


def setup_required() -> AppError:
    return AppError("setup_required", "Admin setup required. POST /api/auth/setup first.")


def _gone() -> AppError:
    return AppError("gone", "Setup already completed")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
