"""Event ids: UUIDs in place of the sequence number, which would tell how many events a server takes.

An id is the SHA-256 of a key of this database and the number, cut to a UUID of version 8 (RFC 9562, 5.8). Without the
key nothing can be read from it, and no two events are related; the same event always has the same id.
"""

from __future__ import annotations

import secrets

from app.storage.connection import Connection, statement

KEY_BYTES = 32

# The digest is in hexadecimal; the 13th and the 17th digit tell version and variant. The key is read once a statement.
EVENT_ID = (
    "list_transform([sha256((SELECT value FROM settings WHERE key = 'event_id_key') || printf('%016x', seq))], "
    "lambda digest: digest[1:12] || '8' || digest[14:16] || 'a' || digest[18:32])[1]::UUID::VARCHAR"
)
"""The SQL of the id of an event, on a table with its `seq`."""


def ensure_key(con: Connection) -> None:
    """Give a database the key of its event ids, unless it has one."""
    con.execute(statement("database/ensure_event_id_key"), {"key": secrets.token_hex(KEY_BYTES)})
