"""Tenants of cloud mode, the people who belong to them, and the rules of invitations and quotas."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NewType

from app.domain.errors import BadRequest
from app.domain.ids import new_id

TenantId = NewType("TenantId", str)
UserId = NewType("UserId", str)
Role = Literal["owner", "admin", "viewer"]

# Members of which roles a member of a role may invite, remove, and give another of these roles.
MANAGED_ROLES: Mapping[Role, frozenset[Role]] = {
    "owner": frozenset({"owner", "admin", "viewer"}),
    "admin": frozenset({"admin", "viewer"}),
    "viewer": frozenset(),
}
MAX_TENANT_NAME = 100
MAX_EMAIL = 254  # RFC 5321
INVITATION_LIFE = timedelta(days=7)
_EMAIL = re.compile(r"[^\s@<>\"\\(),:;\[\]]+@[^\s@.]+(\.[^\s@.]+)+")


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of what a tenant sends. peak_events_per_s: in a second; monthly_events: in a month of UTC."""

    peak_events_per_s: int
    monthly_events: int


@dataclass(frozen=True, slots=True)
class LimitOverride:
    """Limits of a tenant in place of its plan's; None as the plan. at: aware."""

    peak_events_per_s: int | None
    monthly_events: int | None
    by: str | None = None
    at: datetime | None = None


MAX_PEAK, MAX_MONTHLY = 2**31 - 1, 2**63 - 1  # of the columns
MANUAL = "command line"  # who changed limits there


def checked_limit(value: int | None, field: str, most: int) -> int | None:
    """Return a limit, None for that of the plan. Raises BadRequest."""
    if value is not None and value <= 0:
        raise BadRequest(f"{field} must be > 0", field=field)
    if value is not None and value > most:
        raise BadRequest(f"{field} must be <= {most}", field=field)
    return value


@dataclass(frozen=True, slots=True)
class Tenant:
    """A tenant as stored. limits: those that hold, of the plan or its own. created_at: aware."""

    id: TenantId
    name: str
    plan: str
    limits: Limits
    override: LimitOverride
    created_at: datetime


@dataclass(frozen=True, slots=True)
class User:
    """Someone who signs in. email: in lower case. created_at: aware."""

    id: UserId
    email: str
    password_hash: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """A user within a tenant."""

    user: UserId
    email: str
    role: Role
    joined_at: datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation. expires_at: aware; the link opens until then, once."""

    email: str
    role: Role
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Usage:
    """Events that a tenant had stored in a month. month: its first day."""

    month: date
    events: int


def new_tenant_id() -> TenantId:
    """Return an id that no tenant has."""
    return TenantId(new_id("ten", 10))


def new_user_id() -> UserId:
    """Return an id that no user has."""
    return UserId(new_id("user"))


def new_invitation_token() -> str:
    """Return the secret of an invitation's link, 43 characters."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """SHA-256 of an invitation's secret, 64 hex characters; only this is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def checked_email(text: str) -> str:
    """Return an e-mail address in lower case. Raises BadRequest."""
    email = text.strip().lower()
    if len(email) > MAX_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise BadRequest("this is no e-mail address", field="email")
    return email


def checked_tenant_name(text: str) -> str:
    """Return the name of a tenant without blanks around it. Raises BadRequest."""
    name = text.strip()
    if not 1 <= len(name) <= MAX_TENANT_NAME or not name.isprintable():
        raise BadRequest(f"the name of a tenant has 1 to {MAX_TENANT_NAME} printable characters", field="name")
    return name


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def remaining(limits: Limits, usage: Usage) -> int:
    """Return how many events a tenant may still have stored in the month."""
    return max(0, limits.monthly_events - usage.events)
