"""Storage of the second factor: its state and used codes. The secret is in a file, not in the database."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.access import SecondFactor
from app.storage.access.accounts import AuditEntry, append_audit
from app.storage.connection import from_db, one, rows, statement, to_db
from app.storage.metadata import Transaction


def load(con: Transaction) -> SecondFactor | None:
    """Return the second factor, None while it is off."""
    row = one(con, "access/second_factor/get")
    if row is None:
        return None
    hashes = frozenset(code_hash for (code_hash,) in rows(con, "access/second_factor/recovery_codes_all"))
    return SecondFactor(from_db(row[0]), row[1], hashes)


def switch_on(con: Transaction, factor: SecondFactor, ended: Iterable[str], entry: AuditEntry) -> None:
    """Store the second factor, and end the sessions `ended`, which signed in without it."""
    _drop(con)
    con.execute(statement("access/second_factor/add"), {"at": to_db(factor.enabled_at), "step": factor.last_step})
    con.execute(statement("access/second_factor/recovery_codes_add"), {"hashes": list(factor.recovery_hashes)})
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    append_audit(con, entry)


def switch_off(con: Transaction, entry: AuditEntry) -> None:
    _drop(con)
    append_audit(con, entry)


def use_step(con: Transaction, step: int) -> None:
    """Record the code of a step and all older ones as used."""
    con.execute(statement("access/second_factor/step"), {"step": step})


def use_recovery_code(con: Transaction, code_hash: str, entry: AuditEntry) -> None:
    con.execute(statement("access/second_factor/recovery_code_use"), {"code_hash": code_hash})
    append_audit(con, entry)


def _drop(con: Transaction) -> None:
    con.execute(statement("access/second_factor/drop"))
    con.execute(statement("access/second_factor/recovery_codes_drop"))
