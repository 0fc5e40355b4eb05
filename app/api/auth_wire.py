"""What goes over the wire about signing in and API keys."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from app.domain.accounts import ApiKey, AuthMode, KeyScope
from app.domain.reports import OffsetPage

COOKIE = "spk_session"


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
    """A password to sign in with."""

    password: str


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


def _facts(key: ApiKey) -> dict[str, Any]:  # Any: values of several types
    names = ("id", "name", "prefix", "scope", "website_id", "created_at", "last_used_at", "expires_at", "revoked_at")
    return {name: getattr(key, name) for name in names} | {"key_prefix": key.prefix}
