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

CurrentPassword = Annotated[str, Meta(description="current password")]


class AuthStatusReply(msgspec.Struct, frozen=True):
    """Sign-in status of the caller. authenticated: by a session cookie; API keys are not considered."""

    mode: AuthMode
    setup_required: bool
    authenticated: bool
    password_change_required: bool


class SetupBody(msgspec.Struct, frozen=True):
    """Setup of the administrator. bootstrap_password: the configured or generated one."""

    bootstrap_password: Annotated[str, Meta(description="configured or generated bootstrap password")]
    password: Annotated[str, Meta(description="at least 12 characters")]


class LoginBody(msgspec.Struct, frozen=True):
    """Sign-in. code: from the authenticator app or a recovery code, required while the second factor is on.

    email, tenant_id: in cloud mode only.
    """

    password: Annotated[str, Meta(description="password of the administrator, of the mode `password`, or of a person")]
    code: Annotated[str | None, Meta(description="one-time or recovery code", examples=["123456"])] = None
    email: Annotated[
        str | None,
        Meta(description="who signs in; required in cloud mode", examples=["ada@example.com"]),
    ] = None
    tenant_id: Annotated[str | None, Meta(description="tenant to work in; the first one joined when left out")] = None


class PasswordBody(msgspec.Struct, frozen=True):
    """A password change."""

    current_password: Annotated[str, Meta(description="password in use until now")]
    new_password: Annotated[str, Meta(description="at least 12 characters")]


class DoneReply(msgspec.Struct, frozen=True):
    """Confirmation of a completed action."""

    ok: bool = True


class SignedInReply(msgspec.Struct, frozen=True):
    """Expiry of the new session. Its token is in the cookie only."""

    expires_at: datetime


class SessionReply(msgspec.Struct, frozen=True):
    """The caller's session. expires_at: null for the owner's own window."""

    authenticated: bool
    mode: AuthMode
    expires_at: datetime | None


class AuthSessionItem(msgspec.Struct, frozen=True):
    """A sign-in session. client: browser and system, null when unknown; is_current: it is the caller's."""

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
    """One page of the audit log, newest first."""

    data: tuple[AuditRecord, ...]
    pagination: CursorPage


class SecondFactorReply(msgspec.Struct, frozen=True):
    """State of the second factor. has_secret: false when it was lost, so only recovery codes are accepted."""

    enabled: bool
    enabled_at: datetime | None
    has_secret: bool
    recovery_codes_left: int


class StartSecondFactorBody(msgspec.Struct, frozen=True):
    """Start of the enrolment, which requires the password again."""

    password: CurrentPassword


class EnrolmentReply(msgspec.Struct, frozen=True):
    """A secret for an authenticator app, unused until confirmed. otpauth_uri: the same as text of a QR code."""

    secret: str
    otpauth_uri: str
    expires_at: datetime


class ConfirmSecondFactorBody(msgspec.Struct, frozen=True):
    """Confirmation of the enrolment with a first code."""

    code: Annotated[str, Meta(description="one-time code from the authenticator app", examples=["123456"])]


class RecoveryCodesReply(msgspec.Struct, frozen=True):
    """Recovery codes, each valid once in place of a code. They are only shown in this reply."""

    recovery_codes: tuple[str, ...]


class StopSecondFactorBody(msgspec.Struct, frozen=True):
    """Turning the second factor off. code: one-time or recovery code."""

    password: CurrentPassword
    code: Annotated[str, Meta(description="one-time or recovery code", examples=["123456"])]


class NewApiKeyBody(msgspec.Struct, frozen=True):
    """An API key to create. website_id: the only website it gives access to; expires_at: never when left out."""

    name: Annotated[str, Meta(description="1 to 255 characters", examples=["Monthly report"])]
    scope: Annotated[KeyScope, Meta(description="access of the key; each scope includes the ones before it")] = "write"
    website_id: Annotated[str | None, Meta(description="the only website it gives access to")] = None
    expires_at: Annotated[
        Annotated[datetime, Meta(tz=True)] | None, Meta(description="expiry, with a UTC offset; never when left out")
    ] = None


class ApiKeyReply(msgspec.Struct, frozen=True):
    """An API key without its text. prefix, key_prefix: its first 20 characters."""

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
    """A new API key. key: its text, only shown in this reply."""

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
    """Calls for sign-in, the administrator and API keys."""

    async def auth_status(self) -> AuthStatusReply:
        """Get the sign-in status. Raises AppError `not_found` in the mode `none`."""
        return await self._ask("GET", "/api/auth/status", AuthStatusReply)

    async def set_up_admin(self, bootstrap_password: str, password: str) -> None:
        """Set up the administrator of a new server."""
        await self._data("POST", "/api/auth/setup", DoneReply, body=SetupBody(bootstrap_password, password))

    async def log_in(
        self, password: str, code: str | None = None, email: str | None = None, tenant_id: str | None = None
    ) -> SignedInReply:
        """Sign in and use the new session from now on, see `session_token`. email, tenant_id: in cloud mode.

        code: from the authenticator app or a recovery code. Raises AppError `second_factor_required` without one.
        """
        body = LoginBody(password, code, email, tenant_id)
        return await self._data("POST", "/api/auth/login", SignedInReply, body=body)

    async def log_out(self) -> None:
        """End the session of this client."""
        await self._data("POST", "/api/auth/logout", DoneReply)

    async def change_password(self, current: str, new: str) -> None:
        """Change the administrator's password, which ends all other sessions."""
        await self._data("PUT", "/api/auth/password", DoneReply, body=PasswordBody(current, new))

    async def list_api_keys(self) -> tuple[ApiKeyReply, ...]:
        """List every API key, newest first, including revoked ones."""
        keys: list[ApiKeyReply] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(keys))}
            page = await self._ask("GET", "/api/auth/keys", ApiKeyList, params)
            keys += page.data
            if not page.pagination.has_more:
                return tuple(keys)

    async def add_api_key(self, key: NewApiKeyBody) -> NewApiKeyReply:
        """Create an API key. Its text is only in this reply."""
        return await self._data("POST", "/api/auth/keys", NewApiKeyReply, body=key)

    async def revoke_api_key(self, key_id: str) -> None:
        await self._send("DELETE", f"/api/auth/keys/{quote(key_id, safe='')}")


class SecurityCalls(ApiConnection):
    """Calls for sessions, the audit log and the second factor."""

    async def list_sessions(self) -> tuple[AuthSessionItem, ...]:
        """List every session, newest first."""
        sessions: list[AuthSessionItem] = []
        while True:
            params = {"limit": str(PAGE_SIZE), "offset": str(len(sessions))}
            page = await self._ask("GET", "/api/auth/sessions", AuthSessionList, params)
            sessions += page.data
            if not page.pagination.has_more:
                return tuple(sessions)

    async def revoke_session(self, session_id: str) -> None:
        await self._send("DELETE", f"/api/auth/sessions/{quote(session_id, safe='')}")

    async def revoke_other_sessions(self) -> None:
        """End every session except the one of this client."""
        await self._send("DELETE", "/api/auth/sessions")

    async def audit_log(self, cursor: str | None = None, limit: int = 20) -> AuditLog:
        """Get a page of the audit log. cursor: `next_cursor` of the previous page."""
        params = {"limit": str(limit)} | ({} if cursor is None else {"cursor": cursor})
        return await self._ask("GET", "/api/auth/audit", AuditLog, params)

    async def second_factor(self) -> SecondFactorReply:
        """Get the state of the second factor."""
        return await self._data("GET", "/api/auth/second-factor", SecondFactorReply)

    async def start_second_factor(self, password: str) -> EnrolmentReply:
        """Create a secret for an authenticator app. `confirm_second_factor` then turns the second factor on."""
        body = StartSecondFactorBody(password)
        return await self._data("POST", "/api/auth/second-factor", EnrolmentReply, body=body)

    async def confirm_second_factor(self, code: str) -> RecoveryCodesReply:
        """Turn the second factor on, which ends all other sessions. Recovery codes are only in this reply."""
        body = ConfirmSecondFactorBody(code)
        return await self._data("POST", "/api/auth/second-factor/confirm", RecoveryCodesReply, body=body)

    async def stop_second_factor(self, password: str, code: str) -> None:
        """Turn the second factor off. code: from the authenticator app, or a recovery code."""
        body = StopSecondFactorBody(password, code)
        await self._data("POST", "/api/auth/second-factor/disable", DoneReply, body=body)
