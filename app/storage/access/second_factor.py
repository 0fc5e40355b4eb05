"""The second factor in the database: whether it is on, which codes are used up. Its secret is in a file, not here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC

from app.domain.access import SecondFactor
from app.storage.access.accounts import AuditEntry, note, stored
from app.storage.connection import Connection, one, rows, statement


def load(con: Connection) -> SecondFactor | None:
    """Return what is stored, None while it is off."""
    found = one(con, "access/second_factor/get")
    if found is None:
        return None
    hashes = frozenset(code_hash for (code_hash,) in rows(con, "access/second_factor/recovery_codes_all"))
    return SecondFactor(found[0].replace(tzinfo=UTC), found[1], hashes)


def switch_on(con: Connection, factor: SecondFactor, ended: Iterable[str], what: AuditEntry) -> None:
    """Store it, and end the sign-ins `ended`, which were made without it."""
    _drop(con)
    con.execute(statement("access/second_factor/add"), {"at": stored(factor.enabled_at), "step": factor.last_step})
    con.execute(statement("access/second_factor/recovery_codes_add"), {"hashes": list(factor.recovery_hashes)})
    con.execute(statement("access/accounts/sessions_end_these"), {"ids": list(ended)})
    note(con, what)


def switch_off(con: Connection, what: AuditEntry) -> None:
    _drop(con)
    note(con, what)


def use_step(con: Connection, step: int) -> None:
    """Use up the code of a step, and every older one."""
    con.execute(statement("access/second_factor/step"), {"step": step})


def use_recovery_code(con: Connection, code_hash: str, what: AuditEntry) -> None:
    con.execute(statement("access/second_factor/recovery_code_use"), {"code_hash": code_hash})
    note(con, what)


def _drop(con: Connection) -> None:
    con.execute(statement("access/second_factor/drop"))
    con.execute(statement("access/second_factor/recovery_codes_drop"))
