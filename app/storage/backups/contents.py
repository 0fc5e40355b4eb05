"""Contents of a database: its rows counted and hashed, table by table. Reading every block also checks it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from app.storage.connection import Connection, KnownStorageError, open_error, rows
from app.storage.fragments.where import run
from app.storage.schema.migrate import check_known

MEMORY = "512MB"  # of the process that reads or writes a copy, next to that of a server

Contents = Mapping[str, tuple[int, str]]
"""Number of rows and digest of each table. Equal ones are of equal tables."""


def contents_of(path: Path) -> Contents:
    """Return what is in the database at `path`, which is only read. Blocks.

    Raises KnownStorageError for a damaged file, one of another program, and one of a newer version.
    """
    try:
        with duckdb.connect(str(path), read_only=True, config={"memory_limit": MEMORY, "threads": 1}) as con:
            check_known(con)
            return contents(con)
    except duckdb.Error as error:
        raise damaged(path, error) from error


def contents(con: Connection) -> Contents:
    """Return what is in the database that a connection uses. Raises duckdb.Error."""
    tables = [table for (table,) in rows(con, "backups/tables")]
    return {table: _table(con, table) for table in tables}


def _table(con: Connection, table: str) -> tuple[int, str]:
    ((count, digest),) = run(con, "backups/contents", {"table": table}, {})
    return count, digest


def damaged(path: Path, error: duckdb.Error) -> Exception:
    """Return the error for a file that cannot be read to its end."""
    known = open_error(path, error)
    if isinstance(known, KnownStorageError) and "damaged" in known.message:
        return KnownStorageError(f"{path} is damaged, or no database of Sparklytics Desktop.")
    return known
