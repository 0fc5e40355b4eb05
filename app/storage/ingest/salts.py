"""Salts of the secret visitor ids, by UTC day. All processes of a server have the same ones."""

from __future__ import annotations

import secrets
from collections.abc import Container

from app.storage.connection import rows, statement
from app.storage.metadata import Transaction

SALT_BYTES = 32


def ensure(con: Transaction, days: set[int], kept: Container[int]) -> dict[int, bytes]:
    """Return the salts of the days in `kept`, and delete all others. Those of `days` are made where there are none."""
    stored = {int(day): bytes(salt) for day, salt in rows(con, "ingest/salts/all")}
    salts = {day: salt for day, salt in stored.items() if day in kept}
    salts |= {day: secrets.token_bytes(SALT_BYTES) for day in days - salts.keys()}
    if salts != stored:
        con.execute(statement("ingest/salts/clear"))
        for day, salt in salts.items():
            con.execute(statement("ingest/salts/add"), {"epoch_day": day, "salt": salt})
    return salts
