"""Sign-ins of people: sessions, roles, passwords, and the attempts that count against a limit.

All functions run with the store of all tenants, since a sign-in is checked before a tenant is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.access import ApiKey, AuthSession
from app.domain.errors import AppError
from app.domain.tenants import Role, TenantId, User, UserId
from app.storage.access import accounts, api_keys
from app.storage.access.accounts import AuditEntry
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction

CLOCKS_DIFFER = timedelta(minutes=1)  # between processes; attempts from further ahead count for nothing
MAX_SESSIONS = 100  # of a user; one more ends the least recently used one

Roles = Mapping[TenantId, Mapping[UserId, Role]]


def sessions(con: Transaction, session_id: str | None = None) -> list[AuthSession]:
    """Return every session, or the one of an id."""
    return [
        AuthSession(id, from_db(start), from_db(end), None if seen is None else from_db(seen), client, user, tenant)
        for id, start, end, seen, client, user, tenant in rows(con, "sign_ins/sessions", {"id": session_id})
    ]


def start_session(con: Transaction, session: AuthSession, password_hash: str | None, entry: AuditEntry) -> bool:
    """Store a session. entry: for the audit log of its tenant.

    password_hash: by which its user signed in, None when another session began it. Returns False when the password has
    changed meanwhile.
    """
    values = {
        "id": session.id,
        "created_at": to_db(session.created_at),
        "expires_at": to_db(session.expires_at),
        "client": session.client,
        "user": session.user,
        "tenant": session.tenant,
        "hash": password_hash,
    }
    if one(con, "sign_ins/session_add", values) is None:
        return False
    con.execute(statement("sign_ins/sessions_trim"), {"user": session.user, "kept": MAX_SESSIONS})
    audit(con, [session.tenant], entry)
    return True


def switch_session(con: Transaction, old: str, session: AuthSession, entry: AuditEntry) -> bool:
    """Store a session in place of another. Returns False when that has ended."""
    if not sessions(con, old):
        return False
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": [old]})
    return start_session(con, session, None, entry)


def end_sessions(con: Transaction, ended: Sequence[str], tenant: TenantId | None, entry: AuditEntry) -> None:
    """End sessions of the ids `ended`. entry: for the audit log of the tenant."""
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    audit(con, [tenant], entry)


def end_sessions_of(
    con: Transaction, user: UserId, kept: str | None, tenant: TenantId | None, entry: AuditEntry
) -> list[str]:
    """End the sessions of a user except one, and return the ids of those that ended."""
    ended = [session_id for (session_id,) in rows(con, "sign_ins/sessions_end", {"user": user, "kept": kept})]
    audit(con, [tenant], entry)
    return ended


def roles(con: Transaction, tenant: TenantId | None = None) -> Roles:
    """Return the role of every user in every tenant, or in one."""
    by_tenant: dict[TenantId, dict[UserId, Role]] = {}
    for owner, user, role in rows(con, "sign_ins/roles", {"tenant": tenant}):
        by_tenant.setdefault(owner, {})[user] = role
    return by_tenant


def keys(con: Transaction) -> list[ApiKey]:
    """Return every API key with its tenant."""
    owners = {key_hash: TenantId(tenant) for key_hash, tenant in rows(con, "sign_ins/key_tenants")}
    return [replace(key, tenant=owners[key.key_hash]) for key in api_keys.all_keys(con)]


def user_of_id(con: Transaction, user: UserId) -> User | None:
    row = one(con, "sign_ins/user", {"user": user})
    return None if row is None else User(UserId(row[0]), row[1], row[2], from_db(row[3]))


def replace_password(
    con: Transaction, user: User, new_hash: str, tenants: Iterable[TenantId], entry: AuditEntry
) -> bool:
    """Replace the password of a user and end the user's sessions. Returns False when it has changed meanwhile.

    user: with the hash of the old one. entry: for the audit log of these tenants.
    """
    if one(con, "sign_ins/password_put", {"user": user.id, "hash": new_hash, "old": user.password_hash}) is None:
        return False
    rows(con, "sign_ins/sessions_end", {"user": user.id, "kept": None})
    audit(con, tenants, entry)
    return True


def reserve(con: Transaction, limits: Mapping[str, int], since: datetime, now: datetime) -> None:
    """Count an attempt to sign in before it is checked. limits: the attempts of each caller, by keyed hash.

    Raises AppError `rate_limited` when one of them has made as many since `since`.
    """
    for caller, limit in limits.items():
        values = {"caller": caller, "since": to_db(since), "until": to_db(now + CLOCKS_DIFFER)}
        row = one(con, "sign_ins/failures", values)
        if row is not None and row[0] >= limit:
            raise AppError("rate_limited", "Rate limit exceeded", retry_after_s=round((now - since).total_seconds()))
    accounts.add_failure(con, limits, now)


def release(con: Transaction, callers: Iterable[str], at: datetime) -> None:
    """Uncount an attempt that succeeded or was never checked."""
    for caller in callers:
        con.execute(statement("sign_ins/failure_drop"), {"caller": caller, "at": to_db(at)})


def was_here(con: Transaction, user: UserId, caller: str, since: datetime) -> bool:
    """Return whether a user signed in from the address of a keyed hash since a time (aware)."""
    return one(con, "sign_ins/was_here", {"user": user, "caller": caller, "since": to_db(since)}) is not None


def audit(con: Transaction, tenants: Iterable[TenantId | None], entry: AuditEntry) -> None:
    """Add an entry to the audit log of each tenant."""
    for tenant in sorted(tenant for tenant in tenants if tenant is not None):  # in order: each has a lock
        con.execute(statement("sign_ins/tenant_scope"), {"tenant": tenant})
        accounts.append_audit(con, entry)
