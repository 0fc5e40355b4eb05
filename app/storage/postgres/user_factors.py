"""Second factors of people. All functions run with the store of all tenants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.access import SecondFactor
from app.domain.tenants import TenantId, UserId
from app.storage.access.accounts import AuditEntry
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction
from app.storage.postgres import sign_ins


@dataclass(frozen=True, slots=True)
class UserFactor:
    """A second factor of a user. begun_at: when the secret was shown; factor: None until it is confirmed."""

    secret: str = field(repr=False)
    begun_at: datetime
    factor: SecondFactor | None


def factor_of(con: Transaction, user: UserId) -> UserFactor | None:
    """Return the second factor of a user, None while there is none."""
    row = one(con, "user_factors/get", {"user": user})
    if row is None:
        return None
    secret, begun_at, enabled_at, last_step = row
    if enabled_at is None:
        return UserFactor(secret, from_db(begun_at), None)
    codes = frozenset(code_hash for (code_hash,) in rows(con, "user_factors/recovery_codes", {"user": user}))
    return UserFactor(secret, from_db(begun_at), SecondFactor(from_db(enabled_at), last_step, codes))


def begin(con: Transaction, user: UserId, secret: str, now: datetime) -> bool:
    """Keep a secret until it is confirmed. Returns False while a second factor is on."""
    return one(con, "user_factors/begin", {"user": user, "secret": secret, "at": to_db(now)}) is not None


def confirm(
    con: Transaction,
    user: UserId,
    secret: str,
    factor: SecondFactor,
    kept: str | None,
    tenants: Iterable[TenantId],
    entry: AuditEntry,
) -> list[str] | None:
    """Turn the second factor on and end the user's sessions except one. Returns the ids of those that ended.

    None when the secret is no longer the one that waits.
    """
    values = {"user": user, "secret": secret, "at": to_db(factor.enabled_at), "step": factor.last_step}
    if one(con, "user_factors/confirm", values) is None:
        return None
    con.execute(statement("user_factors/recovery_codes_add"), {"user": user, "hashes": sorted(factor.recovery_hashes)})
    ended = [session_id for (session_id,) in rows(con, "sign_ins/sessions_end", {"user": user, "kept": kept})]
    sign_ins.audit(con, tenants, entry)
    return ended


def use_step(con: Transaction, user: UserId, step: int, ahead: int) -> bool:
    """Use up the code of a step and all older ones. Returns False when it was used already.

    ahead: a used step beyond this one is that of a clock that was ahead, and counts for nothing.
    """
    return one(con, "user_factors/step", {"user": user, "step": step, "ahead": ahead}) is not None


def use_recovery_code(
    con: Transaction, user: UserId, code_hash: str, tenants: Iterable[TenantId], entry: AuditEntry
) -> bool:
    """Use up a recovery code. Returns False when there is none of this hash."""
    if one(con, "user_factors/recovery_code_use", {"user": user, "code_hash": code_hash}) is None:
        return False
    sign_ins.audit(con, tenants, entry)
    return True


def switch_off(con: Transaction, user: UserId, tenants: Iterable[TenantId], entry: AuditEntry) -> None:
    con.execute(statement("user_factors/drop"), {"user": user})
    sign_ins.audit(con, tenants, entry)
