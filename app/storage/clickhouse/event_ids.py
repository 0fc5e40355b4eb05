"""Event ids of ClickHouse: UUIDs in place of writer and sequence number, as in `app.storage.fragments.event_ids`."""

from __future__ import annotations

_DIGEST = (
    "lower(hex(SHA256(concat((SELECT min(value) FROM settings WHERE key = 'event_id_key'), printf('%08x', writer),"
    " printf('%016x', seq)))))"
)
EVENT_ID = (
    "arrayMap(digest -> concat(substring(digest, 1, 8), '-', substring(digest, 9, 4), '-8', substring(digest, 14, 3),"
    f" '-a', substring(digest, 18, 3), '-', substring(digest, 21, 12)), [{_DIGEST}])[1]"
)
"""The SQL of the id of an event, on a table with its `writer` and `seq`."""
