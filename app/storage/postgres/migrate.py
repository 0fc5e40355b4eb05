"""Schema migrations of PostgreSQL: numbered SQL files, each run once, by one process at a time."""

from __future__ import annotations

import hashlib
import importlib.resources
import logging
from typing import TypeAlias

import psycopg
from psycopg.rows import TupleRow

from app.storage.connection import KnownStorageError

log = logging.getLogger(__name__)
Con: TypeAlias = psycopg.Connection[TupleRow]

_LOCK = 0x5350_4152_4B  # "SPARK"; of advisory locks this program takes no other by number


def check_login(con: Con) -> None:
    """Raise KnownStorageError when PostgreSQL would not keep tenants apart for the user who is signed in."""
    query = "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
    row = con.execute(query).fetchone()
    if row is not None:
        raise KnownStorageError(
            f"The PostgreSQL user {row[0]} is not subject to row-level security, which keeps tenants apart. Create a"
            " user for this program that is no superuser and has no BYPASSRLS."
        )


def check_encoding(con: Con) -> None:
    """Raise KnownStorageError when the database cannot store every text."""
    encoding = con.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise KnownStorageError(
            f"The PostgreSQL database stores texts as {encoding}, which lacks letters. Create one with ENCODING 'UTF8'."
        )


def migrate(con: Con) -> int:
    """Run the missing migrations inside the caller's transaction and return the schema version.

    Raises KnownStorageError, before anything is changed, when a newer or another program made the tables.
    """
    con.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
    con.execute(
        "CREATE TABLE IF NOT EXISTS migrations"
        " (number INTEGER PRIMARY KEY, digest VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
    )
    recorded = con.execute("SELECT number, digest FROM migrations ORDER BY number").fetchall()
    ours = _migrations()
    known = [(number, hashlib.sha256(text).hexdigest()) for number, text in ours]
    if recorded[: len(known)] != known[: len(recorded)]:
        raise KnownStorageError("The tables in PostgreSQL were made by another program or by an unreleased version.")
    if len(recorded) > len(known):
        raise KnownStorageError(
            f"The tables in PostgreSQL were made by a newer version (schema {recorded[-1][0]}, this program knows"
            f" {known[-1][0]}). Install the newer version; nothing was changed."
        )
    for (number, text), (_, digest) in zip(ours[len(recorded) :], known[len(recorded) :], strict=True):
        con.execute(text)
        con.execute("INSERT INTO migrations VALUES (%s, %s, now() AT TIME ZONE 'UTC')", (number, digest))
        log.info("The schema in PostgreSQL is now version %d", number)
    return ours[-1][0]


def _migrations() -> list[tuple[int, bytes]]:
    """Number and text of every migration, in order."""
    folder = importlib.resources.files("app.storage.postgres").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [(int(file.name[:4]), file.read_bytes()) for file in files]
