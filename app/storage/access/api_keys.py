"""API keys in the database. Whoever changes one here also tells `app.server.access.api_keys`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.domain.access import ApiKey
from app.storage.access.accounts import AuditEntry, note, stored
from app.storage.connection import Connection, rows, statement


def all_keys(con: Connection) -> list[ApiKey]:
    """Every key, revoked ones too, newest first."""
    return [_key(row) for row in rows(con, "access/api_keys/all")]


def _key(row: tuple[Any, ...]) -> ApiKey:  # Any: the columns of a row
    facts, times = row[:6], row[6:]
    return ApiKey(*facts, *(None if at is None else at.replace(tzinfo=UTC) for at in times))


def add(con: Connection, key: ApiKey, what: AuditEntry) -> None:
    values = {
        "id": key.id,
        "name": key.name,
        "key_hash": key.key_hash,
        "prefix": key.prefix,
        "scope": key.scope,
        "website_id": key.website_id,
        "created_at": stored(key.created_at),
        "expires_at": None if key.expires_at is None else stored(key.expires_at),
    }
    con.execute(statement("access/api_keys/add"), values)
    note(con, what)


def revoke(con: Connection, key_id: str, what: AuditEntry) -> None:
    con.execute(statement("access/api_keys/revoke"), {"id": key_id, "at": stored(what.at)})
    note(con, what)


def note_uses(con: Connection, last_used: Mapping[str, datetime]) -> None:
    """Store when keys were last used, by id."""
    for key_id, at in last_used.items():
        con.execute(statement("access/api_keys/used"), {"id": key_id, "at": stored(at)})
