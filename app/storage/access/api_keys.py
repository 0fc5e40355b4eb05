"""Storage of API keys. `app.server.access.api_keys` holds the same in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.domain.access import ApiKey
from app.storage.access.accounts import AuditEntry, append_audit
from app.storage.connection import from_db, rows, statement, to_db
from app.storage.metadata import Transaction


def all_keys(con: Transaction) -> list[ApiKey]:
    """Return every key, revoked ones included, newest first."""
    return [_key(row) for row in rows(con, "access/api_keys/all")]


def _key(row: tuple[Any, ...]) -> ApiKey:  # Any: the columns of a row
    facts, times = row[:6], row[6:]
    return ApiKey(*facts, *(None if at is None else from_db(at) for at in times))


def add(con: Transaction, key: ApiKey, entry: AuditEntry) -> None:
    values = {
        "id": key.id,
        "name": key.name,
        "key_hash": key.key_hash,
        "prefix": key.prefix,
        "scope": key.scope,
        "website_id": key.website_id,
        "created_at": to_db(key.created_at),
        "expires_at": None if key.expires_at is None else to_db(key.expires_at),
    }
    con.execute(statement("access/api_keys/add"), values)
    append_audit(con, entry)


def revoke(con: Transaction, key_id: str, entry: AuditEntry) -> None:
    con.execute(statement("access/api_keys/revoke"), {"id": key_id, "at": to_db(entry.at)})
    append_audit(con, entry)


def record_uses(con: Transaction, last_used: Mapping[str, datetime]) -> None:
    """Store the last use of keys, by id."""
    for key_id, at in last_used.items():
        con.execute(statement("access/api_keys/used"), {"id": key_id, "at": to_db(at)})
