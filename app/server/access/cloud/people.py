"""Accounts of people in cloud mode: sign-in by e-mail and password, sessions, passwords and second factors.

Checks of requests use memory alone; a change is stored before it takes effect there, and other processes hear of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from app.domain.access import AuditKind, AuthMode, AuthSession, Credentials, SecondFactor, check_new_password
from app.domain.errors import AppError, BadRequest, NotFound
from app.domain.tenants import Role, TenantId, User, UserId
from app.server.access.accounts import (
    AUDIT_ENTRIES_KEPT,
    FAILED_LOGIN_ENTRIES_KEPT,
    FAILURES_KEPT,
    wrong_code,
    wrong_password,
)
from app.server.access.api_keys import ApiKeys
from app.server.access.auth_sessions import NewAuthSession
from app.server.access.cloud.attempts import CountedAttempt, SignInAttempts
from app.server.access.cloud.signed_in import SignedIn
from app.server.access.cloud.user_factor import UserFactorCheck
from app.server.access.endpoints import Access
from app.server.access.grants import ACCESS_OF_ROLE
from app.server.access.last_uses import LastUses
from app.server.access.password_hashing import PasswordHashing
from app.server.access.second_factor import Enrolment
from app.server.access.tokens import LEEWAY
from app.storage.access import accounts as stored
from app.storage.access.accounts import AuditEntry
from app.storage.cache import NONE
from app.storage.metadata import MetadataStore
from app.storage.postgres import members, sign_ins

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PeopleRules:
    """Rules of sign-in. clock: the trusted time, aware; unknown_hash: of a password that nobody has."""

    session_days: int
    clock: Callable[[], datetime]
    unknown_hash: str = field(repr=False)


class People:
    """The `AccountService` of cloud mode. metadata: the store of all tenants."""

    mode: AuthMode = "cloud"
    setup_required = False
    password_change_required = False
    bootstrap_password = None

    def __init__(
        self,
        rules: PeopleRules,
        metadata: MetadataStore,
        hashing: PasswordHashing,
        memory: SignedIn,
        uses: LastUses,
        attempts: SignInAttempts,
        keys: ApiKeys,
        factors: UserFactorCheck,
    ) -> None:
        self.keys = keys
        self.memory = memory
        self.hashing = hashing
        self._rules = rules
        self._metadata = metadata
        self._clock = rules.clock
        self._uses = uses
        self._attempts = attempts
        self._factors = factors
        self._refreshing = asyncio.Lock()

    async def recognise(self, token: str | None) -> None:
        """Learn of the session of a token that another process has just begun."""
        session_id = None if token is None else self.memory.unknown_id(token)
        if session_id is None:
            return
        sessions = await self._metadata.read(sign_ins.sessions, session_id)
        if not sessions:
            self.memory.drop([session_id])
            return
        await self._hold(sessions[0])

    def session_of(self, token: str | None) -> AuthSession | None:
        """Return the session of a token, None when the token is missing or not valid."""
        return None if token is None else self.memory.use(token)

    def allows(self, session: AuthSession, access: Access) -> bool:
        """Return whether the role of the caller has this access."""
        role = self.memory.role_of(session)
        return role is not None and access in ACCESS_OF_ROLE[role]

    def role_of(self, session: AuthSession) -> Role:
        """Return the role of the caller. Raises AppError `unauthorized` when the caller has just left the tenant."""
        role = self.memory.role_of(session)
        if role is None:
            raise AppError("unauthorized", "Not authenticated")
        return role

    def caller_of(self, address: str) -> str:
        """Return the keyed hash that stands for an address in the audit log."""
        return self._attempts.caller_of(address)

    async def set_up(self, bootstrap_password: str, password: str, address: str) -> None:
        """Refuse: tenants are added on the command line."""
        raise BadRequest("setup only available in local mode")

    async def sign_in(self, credentials: Credentials, address: str, client: str | None) -> NewAuthSession:
        """Check the password, and the code if the second factor is on.

        Raises AppError: `bad_request`, `rate_limited`, `unauthorized`, `second_factor_required`, `forbidden` for a user
        without a tenant, `not_found` for a tenant of others.
        """
        email = (credentials.email or "").strip().lower()
        if not email:
            raise BadRequest("email is required", field="email")
        attempt, user = await self.checked(email, credentials.password, credentials.code, address)
        tenant = await self._tenant_of(user.id, credentials.tenant)
        entry = AuditEntry("login", self._clock(), attempt.caller, user.id)
        return await self.begin(user.id, tenant, client, entry, user.password_hash)

    async def checked(
        self, email: str, password: str, code: str | None, address: str, *, needs_code: bool = True
    ) -> tuple[CountedAttempt, User]:
        """Check a password, and a code if the second factor is on, within the limits. Return the attempt and the user.

        Raises AppError: `rate_limited`, `unauthorized`, `second_factor_required`.
        """
        attempt = await self._attempts.reserve(address, email)
        is_counted = False
        try:
            user = attempt.user
            known_hash = self._rules.unknown_hash if user is None else user.password_hash
            if not await self.hashing.verify(password, known_hash) or user is None:
                is_counted = True
                raise wrong_password()
            await self._refresh_roles_of(user.id)
            if needs_code and not await self._is_code_right(user.id, code, attempt.caller):
                is_counted = True
                raise wrong_code()
            return attempt, user
        finally:
            await self._end_attempt(attempt, is_counted=is_counted)

    async def _is_code_right(self, user: UserId, code: str | None, caller: str) -> bool:
        """Return whether the second factor is off or the code is valid. Raises `second_factor_required` without one."""
        own = await self._factors.of(user)
        if own is None or own.factor is None:
            return True
        if not code:
            raise AppError("second_factor_required", "Also enter the code from your authenticator app.", field="code")
        return await self._factors.use(user, own, code, self.memory.tenants_of(user), caller)

    async def begin(
        self, user: UserId, tenant: TenantId, client: str | None, entry: AuditEntry, password_hash: str | None
    ) -> NewAuthSession:
        """Begin a session. password_hash: by which the user signed in; a changed password is `unauthorized`."""
        expires_at = self._clock().replace(microsecond=0) + timedelta(days=self._rules.session_days)
        session, token = self.memory.new(user, tenant, expires_at, client)
        if not await self._metadata.write(sign_ins.start_session, session, password_hash, entry, invalidates=NONE):
            raise wrong_password()
        await self._hold(session)
        return NewAuthSession(token, expires_at)

    async def switch(self, session: AuthSession, tenant_id: str, address: str) -> NewAuthSession:
        """Go on in another tenant of the caller: in place of this session, with the same end. Raises NotFound."""
        assert session.user is not None
        tenant = await self._tenant_of(session.user, tenant_id)
        new, token = self.memory.new(session.user, tenant, session.expires_at, session.client)
        entry = AuditEntry("login", self._clock(), self.caller_of(address), session.user)
        if not await self._metadata.write(sign_ins.switch_session, session.id, new, entry, invalidates=NONE):
            raise AppError("unauthorized", "Not authenticated")
        self.memory.drop([session.id])
        await self._hold(new)
        return NewAuthSession(token, new.expires_at)

    async def sign_out(self, session: AuthSession, address: str) -> None:
        """End a session; its token becomes invalid at once."""
        await self._end(session, session.id, "logout", address)

    def sessions(self, session: AuthSession | None) -> list[AuthSession]:
        """Return every active session of the caller, newest first."""
        return self.memory.sessions_of(user_of(session))

    async def revoke_session(self, session_id: str, session: AuthSession | None, address: str) -> None:
        """End one of the caller's sessions. Raises NotFound."""
        if session is None or all(own.id != session_id for own in self.sessions(session)):
            raise NotFound("Session not found")
        await self._end(session, session_id, "session_revoked", address)

    async def revoke_other_sessions(self, session: AuthSession | None, address: str) -> None:
        """End every session of the caller except this one."""
        user = user_of(session)
        assert session is not None
        entry = AuditEntry("sessions_revoked", self._clock(), self.caller_of(address), user)
        ended = await self._metadata.write(
            sign_ins.end_sessions_of, user, session.id, session.tenant, entry, invalidates=NONE
        )
        self.memory.drop(ended)

    async def change_password(
        self, session: AuthSession | None, current: str, new: str, address: str, client: str | None
    ) -> NewAuthSession:
        """Change the caller's password and end all sessions by it. Returns a new session for the caller."""
        user = await self._confirmed(session, current, address)
        check_new_password(new, "new_password")
        if new == current:
            raise BadRequest("the new password must differ from the current one", field="new_password")
        new_hash = await self.hashing.hash(new)
        caller, tenants = self.caller_of(address), self.memory.tenants_of(user.id)
        entry = AuditEntry("password_changed", self._clock(), caller, user.id)
        if not await self._metadata.write(sign_ins.replace_password, user, new_hash, tenants, entry, invalidates=NONE):
            raise wrong_password()
        self.memory.drop([own.id for own in self.memory.sessions_of(user.id)])
        assert session is not None
        assert session.tenant is not None
        entry = AuditEntry("login", self._clock(), caller, user.id)
        return await self.begin(user.id, session.tenant, client, entry, new_hash)

    async def second_factor_of(self, session: AuthSession | None) -> tuple[SecondFactor | None, bool]:
        """Return the caller's second factor, None while it is off, and whether its secret is there."""
        own = await self._factors.of(user_of(session))
        return (None, False) if own is None or own.factor is None else (own.factor, True)

    async def start_second_factor(
        self, session: AuthSession | None, password: str, account: str, address: str
    ) -> Enrolment:
        """Return a secret for an authenticator app. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        user = await self._confirmed(session, password, address)
        return await self._factors.start(user.id, f"{user.email} ({account})")

    async def confirm_second_factor(self, session: AuthSession | None, code: str, address: str) -> tuple[str, ...]:
        """Switch the second factor on and end all other sessions of the caller. Returns the recovery codes."""
        user = user_of(session)
        assert session is not None
        tenants = self.memory.tenants_of(user)
        codes, ended = await self._factors.confirm(user, code, session.id, tenants, self.caller_of(address))
        self.memory.drop(ended)
        return codes

    async def stop_second_factor(self, session: AuthSession | None, password: str, code: str, address: str) -> None:
        """Switch the second factor off. Raises AppError: `rate_limited`, `unauthorized`, `conflict`."""
        own = await self._factors.of(user_of(session))
        if own is None or own.factor is None:
            raise AppError("conflict", "The second factor is already off.")
        user = await self._confirmed(session, password, address, code)
        await self._factors.switch_off(user.id, self.memory.tenants_of(user.id), self.caller_of(address))

    async def forget_old(self, as_of: datetime) -> None:
        """Delete expired sessions, old login failures and audit entries. as_of: the time by which age is measured."""
        await self._metadata.write(
            stored.forget,
            (as_of - FAILURES_KEPT, self._clock()),
            as_of - LEEWAY,
            as_of - FAILED_LOGIN_ENTRIES_KEPT,
            as_of - AUDIT_ENTRIES_KEPT,
            invalidates=NONE,
        )
        self.memory.expire(as_of - LEEWAY)

    async def save_uses(self) -> None:
        """Store the last use of each API key and session."""
        await self.keys.uses.save()
        await self._uses.save()

    async def _confirmed(
        self, session: AuthSession | None, password: str, address: str, code: str | None = None
    ) -> User:
        """Check the caller's own password again, and a code if one is given. Return the user."""
        user = await self._metadata.read(sign_ins.user_of_id, user_of(session))
        if user is None:
            raise wrong_password()
        return (await self.checked(user.email, password, code, address, needs_code=code is not None))[1]

    async def _end_attempt(self, attempt: CountedAttempt, *, is_counted: bool) -> None:
        if not is_counted:
            await self._attempts.release(attempt)
        elif attempt.user is not None:
            entry = AuditEntry("login_failed", attempt.at, attempt.caller, attempt.user.id)
            tenants = self.memory.tenants_of(attempt.user.id)
            await self._metadata.write(sign_ins.audit, tenants, entry, invalidates=NONE)

    async def _tenant_of(self, user: UserId, chosen: str | None) -> TenantId:
        """Return the tenant to work in, the first one joined unless one is chosen. Raises AppError."""
        tenants = list(await self._metadata.read(members.tenants_of, user))
        if not tenants:
            raise AppError("forbidden", "You are not a member of any tenant. Ask for an invitation.")
        if chosen is None:
            return tenants[0]
        if chosen not in tenants:
            raise NotFound("Tenant not found")
        return TenantId(chosen)

    async def refresh_roles(self, tenant: TenantId) -> None:
        """Read again who belongs to a tenant. One at a time, so that an older state never replaces a newer one."""
        async with self._refreshing:
            self.memory.put_roles(tenant, await self._metadata.read(sign_ins.roles, tenant))

    async def refresh_all(self) -> None:
        """Read all sessions and roles again."""
        async with self._refreshing:
            sessions, roles = await self._metadata.read(sign_ins.sessions), await self._metadata.read(sign_ins.roles)
            self.memory.replace(sessions, roles)

    async def _refresh_roles_of(self, user: UserId) -> None:
        """Read again who belongs to the tenants of a user: another process may have changed it a moment ago."""
        for tenant in await self._metadata.read(members.tenants_of, user):
            await self.refresh_roles(tenant)

    async def _hold(self, session: AuthSession) -> None:
        if self.memory.role_of(session) is None and session.user is not None:
            await self._refresh_roles_of(session.user)
        self.memory.put(session)

    async def _end(self, session: AuthSession, session_id: str, kind: AuditKind, address: str) -> None:
        entry = AuditEntry(kind, self._clock(), self.caller_of(address), session_id)
        await self._metadata.write(sign_ins.end_sessions, [session_id], session.tenant, entry, invalidates=NONE)
        self.memory.drop([session_id])


def user_of(session: AuthSession | None) -> UserId:
    """Return the user of a session. In cloud mode nobody gets this far without one."""
    if session is None or session.user is None:
        raise AppError("unauthorized", "Not authenticated")
    return session.user
