"""The administrator's account: set up once, signed in to, its password changed. One object, used on the loop alone.

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

from app.domain.accounts import KNOWN_PASSWORD, AuthMode, check_new_password
from app.domain.errors import AppError, BadRequest
from app.server.accounts.attempts import Attempt, Attempts
from app.server.accounts.first_password import forget_one_time_password
from app.server.accounts.hashing import PasswordHashing
from app.server.accounts.keys import ApiKeys
from app.server.accounts.sign_ins import LEEWAY, SignIn, SignIns, new_sign_in
from app.storage import accounts as stored
from app.storage.accounts import Happening
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
        attempts: Attempts,
        keys: ApiKeys,
    ) -> None:
        self.mode = rules.mode
        self.keys = keys
        self._rules = rules
        self._database = database
        self._clock = clock
        self._hashing = hashing
        self._admin_hash = admin_hash
        self._must_change = must_change
        self._sign_ins = sign_ins
        self._attempts = attempts
        self._changing = asyncio.Lock()  # of hash, flag and secret, in the database and here

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
        return None if token is None else self._sign_ins.find(token)

    def token(self, sign_in: SignIn) -> str:
        """What the session cookie of a sign-in holds."""
        return self._sign_ins.token(sign_in)

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
        what = Happening("setup", self._clock(), attempt.caller)
        async with self._changing:
            if not await self._database.write_durably(stored.set_up, admin_hash, must_change, what):
                raise _gone()
            self._admin_hash, self._must_change = admin_hash, must_change
        log.info("The administrator was set up")
        try:
            await asyncio.to_thread(forget_one_time_password, self._rules.data_dir)
        except OSError as error:
            log.warning("The file of the one-time password stays; it opens nothing any more: %s", error)

    async def sign_in(self, password: str, address: str) -> SignIn:
        """Check the password. Raises AppError: `rate_limited`, `setup_required`, `unauthorized`."""
        attempt = self._attempts.reserve(address)
        admin_hash = await self._check(password, attempt)
        async with self._changing:
            if admin_hash != self._admin_hash:  # changed while this one was checked
                raise wrong_password()
            return await self._start_sign_in(Happening("login", self._clock(), attempt.caller))

    async def sign_out(self, sign_in: SignIn, address: str) -> None:
        """End a sign-in: its token opens nothing any more."""
        what = Happening("logout", self._clock(), self.caller_of(address))
        await self._database.write(stored.end_sign_in, sign_in.id, what)
        self._sign_ins.end(sign_in.id)

    async def change_password(self, current: str, new: str, address: str) -> SignIn:
        """Change the password and sign everybody out. Returns a new sign-in for the caller.

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
        what = Happening("password_changed", self._clock(), attempt.caller)
        async with self._changing:
            if admin_hash != self._admin_hash:
                raise wrong_password()
            await self._database.write_durably(stored.replace_admin_hash, new_hash, secret, what)
            self._admin_hash, self._must_change = new_hash, False
            self._sign_ins.end_all(secret)
            return await self._start_sign_in(None)

    async def forget_old(self) -> None:
        """Delete what nobody needs any more."""
        now = self._clock()
        limits = (now - FAILURES_KEPT, now - LEEWAY, now - FAILURE_EVENTS_KEPT, now - EVENTS_KEPT)
        await self._database.write(stored.forget, *limits)
        self._sign_ins.expire(now - LEEWAY)

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

    async def _refused(self, attempt: Attempt) -> AppError:
        """Note a wrong password and return what to raise."""
        if self._attempts.is_last(attempt):
            log.warning("A caller gave a wrong password five times and has to wait a quarter of an hour")
        await self._database.write(stored.add_failure, Happening("login_failed", attempt.at, attempt.caller))
        return wrong_password()

    async def _start_sign_in(self, what: Happening | None) -> SignIn:
        sign_in = new_sign_in(self._clock(), self._rules.session_days)
        await self._database.write(stored.add_sign_in, sign_in.id, self.mode, sign_in.expires_at, what)
        self._sign_ins.add(sign_in)
        return sign_in


def wrong_password() -> AppError:
    return AppError("unauthorized", "Unauthorized")


def setup_required() -> AppError:
    return AppError("setup_required", "Admin setup required. POST /api/auth/setup first.")


def _gone() -> AppError:
    return AppError("gone", "Setup already completed")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
