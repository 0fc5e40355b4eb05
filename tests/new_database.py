"""A new database file for tests, copied from one that was made once: making the schema costs more than many a test."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

import duckdb

from app.storage.connection import configure
from app.storage.schema.migrate import migrate


def place_new_database(path: Path) -> None:
    """Write a database with the schema and no rows to `path`, unless there is one already."""
    if not path.exists():
        path.write_bytes(_new_database())


@cache
def _new_database() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.duckdb"
        with duckdb.connect(path) as con:
            configure(con)
            migrate(con)
            con.execute("DELETE FROM settings WHERE key = 'event_id_key'")  # each database gets a key of its own
            con.execute("CHECKPOINT")
        return path.read_bytes()
