"""Sign-in, API keys, sessions, audit log and second factor: wire types and client methods."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from msgspec import Meta

from app.api.connection import PAGE_SIZE, ApiConnection
from app.api.wire import CursorPage
from app.domain.access import ApiKey, AuditRecord, AuthMode, AuthSession, KeyScope
from app.domain.reports.results import OffsetPage


class AuthStatusReply(msgspec.Struct, frozen=True):
    """Where a caller stands. authenticated: by a session cookie; keys are not considered."""

    mode: AuthMode
    setup_required: bool
    authenticated: bool
    password_change_required: bool


class SetupBody(msgspec.Struct, frozen=True):
    """The administrator to set up. bootstrap_password: the configured or the one-time one."""

    bootstrap_password: str
    password: Annotated[str, Meta(description="at least 12 characters")]


class LoginBody(msgspec.Struct, frozen=True):
    """A password to sign in with. code: of the authenticator or a recovery code, where the second factor is on."""

    password: str
    code: Annotated[str | None, Meta(description="one-time or recovery code", examples=["123456"])] = None


class PasswordBody(msgspec.Struct, frozen=True):
    """A password to replace, and by what."""

    current_password: str
    new_password: Annotated[str, Meta(description="at least 12 characters")]


class DoneReply(msgspec.Struct, frozen=True):
    """It is done."""

    ok: bool = True


class SignedInReply(msgspec.Struct, frozen=True):
    """How long the session lasts. The session itself is in the cookie only."""

    expires_at: datetime


class SessionReply(msgspec.Struct, frozen=True):
    """The caller's session. expires_at: null for the program's own window."""

    authenticated: bool
    mode: AuthMode
    expires_at: datetime | None


class AuthSessionItem(msgspec.Struct, frozen=True):
    """A session of somebody who signed in. client: browser and system, null when unknown; is_current: the caller's."""

    id: str
    created_at: datetime
    last_seen_at: datetime | None
    expires_at: datetime
    client: str | None
    is_current: bool


class AuthSessionList(msgspec.Struct, frozen=True):
    """One page of sessions, newest first."""

    data: tuple[AuthSessionItem, ...]
    pagination: OffsetPage


class AuditLog(msgspec.Struct, frozen=True):
    """One page of what happened to accounts and keys, newest first."""

    data: tuple[AuditRecord, ...]
    pagination: CursorPage


class SecondFactorReply(msgspec.Struct, frozen=True):
    """Whether the second factor is on. has_secret: false when it was lost and only recovery codes are good."""

    enabled: bool
    enabled_at: datetime | None
    has_secret: bool
    recovery_codes_left: int


class StartSecondFactorBody(msgspec.Struct, frozen=True):
    """The password again: a session alone may not do this."""

    password: str


class EnrolmentReply(msgspec.Struct, frozen=True):
    """A secret for an authenticator, not in use before it is confirmed. otpauth_uri: the same, to be scanned."""

    secret: str
    otpauth_uri: str
    expires_at: datetime


class ConfirmSecondFactorBody(msgspec.Struct, frozen=True):
    """The first code the authenticator shows."""

    code: Annotated[str, Meta(examples=["123456"])]


class RecoveryCodesReply(msgspec.Struct, frozen=True):
    """Recovery codes, each good once in place of a code, shown this once."""

    recovery_codes: tuple[str, ...]


class StopSecondFactorBody(msgspec.Struct, frozen=True):
    """The password, and a one-time or recovery code."""

    password: str
    code: Annotated[str, Meta(examples=["123456"])]


class NewApiKeyBody(msgspec.Struct, frozen=True):
    """A key to make. website_id: the only website it is good for; expires_at: when it ends, never when left out."""

    name: Annotated[str, Meta(description="1 to 255 characters", examples=["Monthly report"])]
    scope: Annotated[KeyScope, Meta(description="what it may do; each includes the ones before it")] = "write"
    website_id: Annotated[str | None, Meta(description="the only website it is good for")] = None
    expires_at: Annotated[datetime, Meta(tz=True, description="when it ends")] | None = None


class ApiKeyReply(msgspec.Struct, frozen=True):
    """An API key without the key. prefix: its first 20 characters; key_prefix: the same."""

    id: str
    name: str
    prefix: str
    key_prefix: str
    scope: KeyScope
    website_id: str | None
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


class NewApiKeyReply(ApiKeyReply, frozen=True, kw_only=True):
    """A new API key. key: all of it, shown this once."""

    key: str


class ApiKeyList(msgspec.Struct, frozen=True):
    """One page of API keys, newest first, revoked ones included."""

    data: tuple[ApiKeyReply, ...]
    pagination: OffsetPage


def api_key_reply(key: ApiKey) -> ApiKeyReply:
    return ApiKeyReply(**_facts(key))


def new_api_key_reply(key: ApiKey, text: str) -> NewApiKeyReply:
    return NewApiKeyReply(**_facts(key), key=text)


def auth_session_item(session: AuthSession, current: AuthSession | None) -> AuthSessionItem:
    is_current = current is not None and current.id == session.id
    return AuthSessionItem(
        session.id, session.created_at, session.last_seen_at, session.expires_at, session.client, is_current
    )


def _facts(key: ApiKey) -> dict[str, Any]:  # Any: values of several types
    names = ("id", "name", "prefix", "scope", "website_id", "created_at", "last_used_at", "expires_at", "revoked_at")
    return {name: getattr(key, name) for name in names} | {"key_prefix": key.prefix}


class AccountCalls(ApiConnection):
    """The administrator and the keys."""

    async def auth_status(self) -> AuthStatusReply:
        """How people sign in. Raises AppError `not_found` where nobody has to."""
        return await self._ask("GET", "/api/auth/status", AuthStatusReply)

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        """Set up the administrator of a fresh server."""
        await self._data("POST", "/api/auth/setup", DoneReply, body=SetupBody(bootstrap_password, password))

    async def log_in(self, password: str, code: str | None = None) -> SignedInReply:
        """Sign in: from now on this client is who signed in, see `session`.

        code: of the authenticator or a recovery code. Raises AppError `second_factor_required` when it is missing.
        """
        return await self._data("POST", "/api/auth/login", SignedInReply, body=LoginBody(password, code))

    async def log_out(self) -> None:
        """End the session of this client."""
        await self._data("POST", "/api/auth/logout", DoneReply)

    async def change_password(self, current: str, new: str) -> None:
        """Change the administrator's password; everybody else is signed out."""
        await self._data("PUT", "/api/auth/password", DoneReply, body=PasswordBody(current, new))

    async def list_api_keys(self) -> tuple[ApiKeyReply, ...]:
        """Every API key, newest first, revoked ones too."""
        found: list[ApiKeyReply] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(found))}
            page = await self._ask("GET", "/api/auth/keys", ApiKeyList, params)
            found += page.data
            if not page.pagination.has_more:
                return tuple(found)

    async def add_api_key(self, wanted: NewApiKeyBody) -> NewApiKeyReply:
        """Make an API key. The reply is the only place that has all of it."""
        return await self._data("POST", "/api/auth/keys", NewApiKeyReply, body=wanted)

    async def revoke_api_key(self, key_id: str) -> None:
        await self._send("DELETE", f"/api/auth/keys/{quote(key_id, safe='')}")


class SecurityCalls(ApiConnection):
    """Who is signed in, what happened, and what signing in takes beside the password."""

    async def list_sessions(self) -> tuple[AuthSessionItem, ...]:
        """Every session, newest first."""
        found: list[AuthSessionItem] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(found))}
            page = await self._ask("GET", "/api/auth/sessions", AuthSessionList, params)
            found += page.data
            if not page.pagination.has_more:
                return tuple(found)

    async def revoke_session(self, session_id: str) -> None:
        await self._send("DELETE", f"/api/auth/sessions/{quote(session_id, safe='')}")

    async def revoke_other_sessions(self) -> None:
        """End every session but the one of this client."""
        await self._send("DELETE", "/api/auth/sessions")

    async def audit_log(self, cursor: str | None = None, limit: int = 20) -> AuditLog:
        """One page of what happened to accounts and keys. cursor: `next_cursor` of the page before."""
        params = {"limit": str(limit)} | ({} if cursor is None else {"cursor": cursor})
        return await self._ask("GET", "/api/auth/audit", AuditLog, params)

    async def second_factor(self) -> SecondFactorReply:
        """Whether the second factor is on."""
        return await self._data("GET", "/api/auth/second-factor", SecondFactorReply)

    async def start_second_factor(self, password: str) -> EnrolmentReply:
        """Get a secret for an authenticator. The second factor is on once `confirm_second_factor` took its code."""
        body = StartSecondFactorBody(password)
        return await self._data("POST", "/api/auth/second-factor", EnrolmentReply, body=body)

    async def confirm_second_factor(self, code: str) -> RecoveryCodesReply:
        """Switch the second factor on; every other session ends. Only this reply has the recovery codes."""
        body = ConfirmSecondFactorBody(code)
        return await self._data("POST", "/api/auth/second-factor/confirm", RecoveryCodesReply, body=body)

    async def stop_second_factor(self, password: str, code: str) -> None:
        """Switch the second factor off. code: of the authenticator, or a recovery code."""
        body = StopSecondFactorBody(password, code)
        await self._data("POST", "/api/auth/second-factor/disable", DoneReply, body=body)
