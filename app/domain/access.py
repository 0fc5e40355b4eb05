"""Sign-in, API keys and the second factor: values and rules.

One-time codes (RFC 6238) are computed in `app.server.access.second_factor`.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from app.domain.errors import BadRequest
from app.domain.tenants import TenantId, UserId

AuthMode = Literal["password", "local", "cloud"]
KeyScope = Literal["read", "write", "admin"]
AuditKind = Literal[
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
    "member_invited",
    "member_joined",
    "member_role_changed",
    "member_removed",
]

KNOWN_PASSWORD = "sparklytics"  # published in set-up guides, so a server set up with it requires another password
MIN_PASSWORD_LENGTH = 12
MAX_PASSWORD_BYTES = 1024  # of the text that is hashed: hashing is expensive on purpose
MAX_KEY_NAME_LENGTH = 255
KEY_START = "spk_selfhosted_"
CLOUD_KEY_START = "spk_live_"
PREFIX_LENGTH = 20
SESSION_ID_LENGTH = 32
_ID_CHARACTERS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class ApiKey:
    """An API key as stored: the key itself is shown once and only its hash is kept. Times are aware.

    website_id: the only website it gives access to, None for all. expires_at: None for never. tenant: in cloud mode,
    else None.
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
    tenant: TenantId | None = None

    def is_valid_at(self, now: datetime) -> bool:
        """Return whether the key is neither revoked nor expired."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


@dataclass(frozen=True, slots=True)
class AuthSession:
    """A sign-in session. Times are aware, `expires_at` in whole seconds.

    last_seen_at: None until it is used; client: browser and system of the sign-in, None when unknown. user, tenant: who
    signed in to which tenant in cloud mode, else None.
    """

    id: str
    created_at: datetime
    expires_at: datetime
    last_seen_at: datetime | None = None
    client: str | None = None
    user: UserId | None = None
    tenant: TenantId | None = None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One record of the audit log. number: ascending; caller: keyed hash of an address, None for this computer.

    subject: id of the API key or session concerned.
    """

    number: int
    happened_at: datetime
    kind: AuditKind
    caller: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Credentials:
    """The entries of a sign-in. email, tenant: in cloud mode; without a tenant the first one that the user joined."""

    password: str = field(repr=False)
    code: str | None = field(default=None, repr=False)
    email: str | None = None
    tenant: str | None = None


@dataclass(frozen=True, slots=True)
class NewApiKey:
    """A checked request for an API key."""

    name: str
    scope: KeyScope
    website_id: str | None
    expires_at: datetime | None


def new_key_text(start: str = KEY_START) -> str:
    """Return the text of a random API key, which begins with `start`."""
    return start + secrets.token_hex(16)


def new_key_id() -> str:
    """Return "key_" and ten random characters of 0-9 and a-z."""
    return "key_" + "".join(secrets.choice(_ID_CHARACTERS) for _ in range(10))


def key_hash(key: str) -> str:
    """Return the stored hash of a key. Keys are random enough for a fast hash."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def auth_session_id(secret: str) -> str:
    """Return the public id of a session: a hash of the random part of its token, from which no token can be made."""
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
    """Return whether a password is short enough to be hashed; accepted passwords always are."""
    return len(password.encode("utf-8", "surrogateescape")) <= MAX_PASSWORD_BYTES


def check_key_name(text: str) -> str:
    """Return `text` as it is. Raises BadRequest when it is empty or too long."""
    if not text:
        raise BadRequest("name is required", field="name")
    if len(text) > MAX_KEY_NAME_LENGTH:
        raise BadRequest(f"name must be at most {MAX_KEY_NAME_LENGTH} characters", field="name")
    return text


CODE_DIGITS = 6
STEP_S = 30  # seconds for which one code is valid
DRIFT_STEPS = 1  # phone clocks drift: the previous and the next code are accepted too
STEPS_AHEAD = 120  # a code used more than an hour after the present was used on a clock that was ahead
ENROLMENT_LIMIT = timedelta(minutes=10)  # from showing the secret to confirming it with a code

RECOVERY_CODES = 10
MAX_CODE_LENGTH = 64  # characters that are read; the longest valid code has 19
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without letters that look like others
_GROUPS, _GROUP_LENGTH = 4, 4  # 79 bits: too many to guess, so a fast hash is enough


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """A second factor that is on. last_step: of the newest code used; recovery_hashes: of the unused codes."""

    enabled_at: datetime
    last_step: int
    recovery_hashes: frozenset[str]


def step_at(now: datetime) -> int:
    """Return the time step whose code is valid at `now`."""
    return int(now.timestamp()) // STEP_S


def new_recovery_codes() -> tuple[str, ...]:
    """Return new recovery codes, such as `h3kd-9wq2-xm7c-tv4e`."""
    return tuple("-".join(_group() for _ in range(_GROUPS)) for _ in range(RECOVERY_CODES))


def _group() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LENGTH))


def plain_code(text: str) -> str:
    """Return a code as it is compared: lower case, without spaces and hyphens; blank when it cannot be a code."""
    if len(text) > MAX_CODE_LENGTH:
        return ""
    plain = text.lower().replace(" ", "").replace("-", "")
    return plain if plain.isascii() else ""


def recovery_hash(plain: str) -> str:
    """Return the stored hash of a recovery code. plain: as `plain_code` returns it."""
    return hashlib.sha256(plain.encode()).hexdigest()
