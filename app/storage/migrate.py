"""Brings the schema to the newest version: numbered files, each run once, never edited after a release."""

from __future__ import annotations

import importlib.resources
import logging

from app.storage.connection import Connection, KnownStorageError

log = logging.getLogger(__name__)


def migrations() -> list[tuple[int, str]]:
    """(version, SQL) of every migration, in order."""
    folder = importlib.resources.files("app.storage").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name[:4]), file.read_text("utf-8")) for file in files]


def migrate(con: Connection) -> int:
    """Run what is missing inside the caller's transaction and return the schema version.

    Raises KnownStorageError for a file of a newer program or of another program.
    """
    tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if tables and "schema_version" not in tables:
        raise KnownStorageError("The database in the data folder was not made by Sparklytics Desktop.")
    con.execute("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied_at TIMESTAMP NOT NULL)")
    found = con.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()
    version = int(found[0][0])
    known = migrations()
    newest = known[-1][0]
    if version > newest:
        raise KnownStorageError(
            f"The database was written by a newer version of Sparklytics Desktop (schema {version}, this program"
            f" knows {newest}). Install the newer version; nothing was changed."
        )
    for number, text in known:
        if number > version:
            con.execute(text)
            con.execute("INSERT INTO schema_version VALUES (?, now()::TIMESTAMP)", [number])
            log.info("Database schema is now version %d", number)
    return newest
