"""The administrator account: setup, sign-in, sign-out, and changes of the password and the second factor.

State that requests need is in memory and used on the event loop only; every change is stored before it takes effect.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from app.domain.access import KNOWN_PASSWORD, AuthMode, AuthSession, Credentials, SecondFactor, check_new_password
from app.domain.errors import AppError, BadRequest, NotFound
from app.server.access.api_keys import ApiKeys
from app.server.access.auth_sessions import AuthSessions, NewAuthSession
from app.server.access.bootstrap_password import delete_bootstrap_password
from app.server.access.endpoints import Access
from app.server.access.login_attempts import CODES, Attempt, LoginThrottle
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import Enrolment, SecondFactorCheck
from app.server.access.tokens import LEEWAY
from app.storage.access import accounts as stored
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore

log = logging.getLogger(__name__)

FAILURES_KEPT = timedelta(hours=24)
FAILED_LOGIN_ENTRIES_KEPT = timedelta(days=30)  # of the audit log: there may be many
AUDIT_ENTRIES_KEPT = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AccountRules:
    """Rules of the account. bootstrap_password: required by setup; is_random: generated rather than configured.

    clock: the trusted time, aware.
    """

    mode: AuthMode
    session_days: int
    data_dir: Path
    clock: Callable[[], datetime]
    bootstrap_password: str = field(repr=False)
    is_random: bool


@dataclass(frozen=True, slots=True)
class Admin:
    """The administrator. must_change_password: nothing else is allowed before."""

    password_hash: str = field(repr=False)
    must_change_password: bool


class Accounts:
    """The account of one server. admin: None before setup."""

    def __init__(
        self,
        rules: AccountRules,
        metadata: MetadataStore,
        hashing: PasswordHashing,
        admin: Admin | None,
        sessions: AuthSessions,
        throttle: LoginThrottle,
        keys: ApiKeys,
        second_factor: SecondFactorCheck,
    ) -> None:
        self.mode = rules.mode
        self.keys = keys
        self.second_factor = second_factor
        self._rules = rules
        self._metadata = metadata
        self._clock = rules.clock
        self._hashing = hashing
        self._admin = admin
        self._sessions = sessions
        self._throttle = throttle
        self._changing = asyncio.Lock()  # guards hash, flag, secret and second factor, in memory and in the database

    @property
    def setup_required(self) -> bool:
        """True while there is no administrator."""
        return self._admin is None

    @property
    def password_change_required(self) -> bool:
        """True while the password must be changed before anything else is allowed."""
        return self._admin is not None and self._admin.must_change_password

    @property
    def bootstrap_password(self) -> str | None:
        """The generated bootstrap password, to show to the owner; None after setup or when one was configured."""
        return self._rules.bootstrap_password if self._rules.is_random and self.setup_required else None

    async def prepare(self) -> None:
        """Load what the first request with a session needs, off the loop."""
        await self._sessions.prepare()

    async def recognise(self, token: str | None) -> None:
        """Do nothing: this process began every session."""

    def allows(self, session: AuthSession, access: Access) -> bool:
        """Return True: the administrator may do everything."""
        return True

    def session_of(self, token: str | None) -> AuthSession | None:
        """Return the session of a token, None when the token is missing or not valid."""
        return None if token is None else self._sessions.use(token)

    def caller_of(self, address: str) -> str:
        """Return the keyed hash that stands for an address in the audit log."""
        return self._throttle.caller_of(address)

    async def set_up(self, bootstrap_password: str, password: str, address: str) -> None:
        """Create the administrator. Raises AppError: `bad_request`, `gone`, `unauthorized`, `rate_limited`."""
        if self.mode != "local":
            raise BadRequest("setup only available in local mode")
        if not self.setup_required:
            raise _gone()
        expected = self._rules.bootstrap_password
        attempt = self._throttle.reserve(address)
        if not hmac.compare_digest(_bytes(bootstrap_password), _bytes(expected)):
            raise await self._record_failure(attempt)
        self._throttle.release(attempt)
        password_hash = await self._hashing.hash(check_new_password(password, "password"))
        admin = Admin(password_hash, must_change_password=expected == KNOWN_PASSWORD)
        entry = AuditEntry("setup", self._clock(), attempt.caller)
        async with self._changing:
            if not await self._metadata.write_durably(stored.set_up, password_hash, admin.must_change_password, entry):
                raise _gone()
            self._admin = admin
        log.info("The administrator was set up")
        try:
            await asyncio.to_thread(delete_bootstrap_password, self._rules.data_dir)
        except OSError as error:
            log.warning("The file of the used bootstrap password could not be deleted: %s", error)

    async def sign_in(self, credentials: Credentials, address: str, client: str | None) -> NewAuthSession:
        """Check the password, and the code if the second factor is on. client: browser and system of the caller.

        Raises AppError: `rate_limited`, `setup_required`, `unauthorized`, `second_factor_required`.
        """
        attempt = self._throttle.reserve(address)
        admin_hash = await self._check(credentials.password, attempt)
        async with self._changing:
            self._check_is_current(admin_hash)
            await self._check_code(credentials.code, attempt)
            self._throttle.remember(attempt)
            entry = AuditEntry("login", self._clock(), attempt.caller)
            return await self._sessions.start(self._rules.session_days, client, entry)

    async def sign_out(self, session: AuthSession, address: str) -> None:
        """End a session; its token becomes invalid at once."""
        entry = AuditEntry("logout", self._clock(), self.caller_of(address), session.id)
        await self._sessions.end([session.id], entry)

    def sessions(self, session: AuthSession | None) -> list[AuthSession]:
        """Return every active session, newest first."""
        return self._sessions.newest_first()

    async def revoke_session(self, session_id: str, session: AuthSession | None, address: str) -> None:
        """End the session of an id. Raises NotFound."""
        if not self._sessions.has(session_id):
            raise NotFound("Session not found")
        entry = AuditEntry("session_revoked", self._clock(), self.caller_of(address), session_id)
        await self._sessions.end([session_id], entry)

    async def revoke_other_sessions(self, session: AuthSession | None, address: str) -> None:
        """End every session except the caller's own. session: None when the caller has none."""
        entry = AuditEntry("sessions_revoked", self._clock(), self.caller_of(address))
        await self._sessions.end(self._sessions.others(session), entry)

    async def second_factor_of(self, session: AuthSession | None) -> tuple[SecondFactor | None, bool]:
        """Return the second factor, None while it is off, and whether its secret is there."""
        return self.second_factor.enabled, self.second_factor.has_secret

    async def start_second_factor(
        self, session: AuthSession | None, password: str, account: str, address: str
    ) -> Enrolment:
        """Return a secret for an authenticator app. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        await self._check(password, self._throttle.reserve(address))
        return self.second_factor.start(account)

    async def confirm_second_factor(self, session: AuthSession | None, code: str, address: str) -> tuple[str, ...]:
        """Switch the second factor on and end all other sessions. Returns the recovery codes.

        Raises AppError: `conflict`, `bad_request`.
        """
        async with self._changing:
            ended = self._sessions.others(session)
            codes = await self.second_factor.confirm(code, ended, self.caller_of(address))
            self._sessions.forget(ended)
        log.info("The second factor was turned on")
        return codes

    async def stop_second_factor(self, session: AuthSession | None, password: str, code: str, address: str) -> None:
        """Switch the second factor off. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        attempt = self._throttle.reserve(address)
        admin_hash = await self._check(password, attempt)
        async with self._changing:
            self._check_is_current(admin_hash)
            if self.second_factor.enabled is None:
                raise AppError("conflict", "The second factor is already off.")
            await self._check_code(code, attempt)
            await self.second_factor.switch_off(attempt.caller)
        log.info("The second factor was turned off")

    async def change_password(
        self, session: AuthSession | None, current: str, new: str, address: str, client: str | None
    ) -> NewAuthSession:
        """Change the password and end all sessions. Returns a new session for the caller.

        Raises AppError: `method_not_allowed`, `rate_limited`, `unauthorized`, `bad_request`.
        """
        if self.mode != "local":
            raise AppError("method_not_allowed", "Method not allowed for this auth mode")
        attempt = self._throttle.reserve(address)
        admin_hash = await self._check(current, attempt)
        check_new_password(new, "new_password")
        if new == current:
            raise BadRequest("the new password must differ from the current one", field="new_password")
        new_hash = await self._hashing.hash(new)
        secret = stored.new_secret()
        entry = AuditEntry("password_changed", self._clock(), attempt.caller)
        async with self._changing:
            self._check_is_current(admin_hash)
            await self._metadata.write_durably(stored.replace_admin_hash, new_hash, secret, entry)
            self._admin = Admin(new_hash, must_change_password=False)
            self._sessions.end_all(secret)
            return await self._sessions.start(self._rules.session_days, client, None)

    async def forget_old(self, as_of: datetime) -> None:
        """Delete expired sessions, old login failures and old audit entries. as_of: the time by which age is measured.

        Failures from after the present, of a clock that was ahead, are deleted too.
        """
        await self._metadata.write(
            stored.forget,
            (as_of - FAILURES_KEPT, self._clock()),
            as_of - LEEWAY,
            as_of - FAILED_LOGIN_ENTRIES_KEPT,
            as_of - AUDIT_ENTRIES_KEPT,
            invalidates=NONE,
        )
        self._sessions.expire(as_of - LEEWAY)

    async def save_uses(self) -> None:
        """Store the last use of each API key and session."""
        await self.keys.uses.save()
        await self._sessions.uses.save()

    def _check_is_current(self, admin_hash: str) -> None:
        """Raise `unauthorized` when the hash was replaced while a password was checked against it."""
        if self._admin is None or admin_hash != self._admin.password_hash:
            raise wrong_password()

    async def _check_code(self, code: str | None, attempt: Attempt) -> None:
        """Raise unless the second factor is off or the code is valid. attempt: that of the right password."""
        if self.second_factor.enabled is None:
            return
        if not code:
            raise AppError("second_factor_required", "Also enter the code from your authenticator app.", field="code")
        code_attempt = self._throttle.reserve(CODES)
        try:
            is_valid = await self.second_factor.use(code, attempt.caller)
        except BaseException:  # cancelled as well: memory is put back, then it is raised again
            self._throttle.release(code_attempt)
            raise
        if is_valid:
            self._throttle.release(code_attempt)
            return
        self._throttle.recount(attempt)
        raise await self._record_failure(attempt, code_attempt)

    async def _check(self, password: str, attempt: Attempt) -> str:
        """Check the administrator's password and return its hash. A failed attempt stays counted."""
        admin = self._admin
        if admin is None:
            self._throttle.release(attempt)
            raise setup_required()
        try:
            is_right = await self._hashing.verify(password, admin.password_hash)
        except BaseException:  # the caller has learned nothing
            self._throttle.release(attempt)
            raise
        if not is_right:
            raise await self._record_failure(attempt)
        self._throttle.release(attempt)
        return admin.password_hash

    async def _record_failure(self, *attempts: Attempt) -> AppError:
        """Record a wrong password, or with a second attempt a wrong code, and return the error to raise."""
        first = attempts[0]
        entries = [AuditEntry("login_failed", first.at, first.caller)]
        if any(self._throttle.is_last(attempt) for attempt in attempts):
            log.warning("A caller entered a wrong password or code five times and is locked out for 15 minutes")
            entries.append(AuditEntry("login_locked", first.at, first.caller))
        callers = [attempt.caller for attempt in attempts]
        await self._metadata.write(stored.add_failure, callers, first.at, *entries, invalidates=NONE)
        return wrong_password() if len(attempts) == 1 else wrong_code()


def wrong_password() -> AppError:
    return AppError("unauthorized", "Unauthorized")


def wrong_code() -> AppError:
    return AppError("unauthorized", "The code is wrong or has already been used.", field="code")


def setup_required() -> AppError:
    return AppError("setup_required", "Admin setup required. POST /api/auth/setup first.")


def _gone() -> AppError:
    return AppError("gone", "Setup already completed")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
