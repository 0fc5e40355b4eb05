"""Signing in and API keys: their values, and the rules for what may stand in them."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.domain.errors import BadRequest

AuthMode = Literal["password", "local"]
KeyScope = Literal["read", "write", "admin"]
SecurityEvent = Literal[
    "setup",
    "login",
    "login_failed",
    "login_locked",
    "logout",
    "password_changed",
    "password_reset",
    "key_created",
    "key_revoked",
    "session_revoked",
    "sessions_revoked",
    "second_factor_on",
    "second_factor_off",
    "recovery_code_used",
]

KNOWN_PASSWORD = "sparklytics"  # stands in published set-ups, so a server set up with it asks for another one
MIN_PASSWORD_LENGTH = 12
MAX_PASSWORD_BYTES = 1024  # of what is hashed: hashing is dear on purpose
MAX_KEY_NAME_LENGTH = 255
KEY_START = "spk_selfhosted_"
PREFIX_LENGTH = 20
SESSION_ID_LENGTH = 32
_ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key as it is kept: the key itself is shown once and stored as its hash. Times are aware.

    website_id: the only website it is good for, None for every one. expires_at: None for never.
    """

    id: str
    name: str
    key_hash: str
    prefix: str
    scope: KeyScope
    website_id: str | None
    created_at: datetime
    last_used_at: datetime | None = None
    expires_at: datetime | None = None
    revoked_at: datetime | None = None

    def works_at(self, now: datetime) -> bool:
        """Say whether the key is neither revoked nor past its end."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in, and the session it opened. Times are aware, `expires_at` of whole seconds.

    last_seen_at: None as long as it was not used; client: browser and system it was made from, None when unknown.
    """

    id: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime | None = None
    client: str | None = None


@dataclass(frozen=True, slots=True)
class SecurityRecord:
    """One line of the security log. number: grows with each; caller: hash of an address, None for this computer.

    subject: id of the key or the session it was about.
    """

    number: int
    happened_at: datetime
    kind: SecurityEvent
    caller: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class WantedApiKey:
    """An API key to make, checked."""

    name: str
    scope: KeyScope
    website_id: str | None
    expires_at: datetime | None


def new_key() -> str:
    """Return an API key nobody can guess."""
    return KEY_START + secrets.token_hex(16)


def new_key_id() -> str:
    """Return "key_" and ten random characters of 0-9 and a-z."""
    return "key_" + "".join(secrets.choice(_ID_CHARACTERS) for _ in range(10))


def key_hash(key: str) -> str:
    """Return what is stored of a key. It is random enough that a fast hash cannot be undone by guessing."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def session_id(secret: str) -> str:
    """Return what is stored and shown of a session, of the secret in its token: nobody gets the token from that."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()[:SESSION_ID_LENGTH]


def check_new_password(text: str, field: str) -> str:
    """Return `text` as it is. Raises BadRequest unless it is long enough, and short enough to be hashed."""
    if not text.strip():
        raise BadRequest("password cannot be empty or whitespace-only", field=field)
    if len(text) < MIN_PASSWORD_LENGTH:
        raise BadRequest(f"password must be at least {MIN_PASSWORD_LENGTH} characters", field=field)
    if not is_hashable(text):
        raise BadRequest(f"password must be at most {MAX_PASSWORD_BYTES} bytes", field=field)
    return text


def is_hashable(password: str) -> bool:
    """Say whether a password is short enough to be hashed; no known one is longer."""
    return len(password.encode("utf-8", "surrogateescape")) <= MAX_PASSWORD_BYTES


def check_key_name(text: str) -> str:
    """Return `text` as it is. Raises BadRequest when it is empty or too long."""
    if not text:
        raise BadRequest("name is required", field="name")
    if len(text) > MAX_KEY_NAME_LENGTH:
        raise BadRequest(f"name must be at most {MAX_KEY_NAME_LENGTH} characters", field="name")
    return text
