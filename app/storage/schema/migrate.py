"""Schema migrations: numbered SQL files, each run once and never edited after a release, not even in a comment.

The table `migrations` records each one with a digest of its text. So a database whose schema only resembles ours, made
by a program between two releases, differs from one that can be brought up to date.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from app.storage.connection import FILE_NAME, Connection, KnownStorageError
from app.storage.fragments.event_ids import ensure_key

log = logging.getLogger(__name__)

LAST_TO_FREE_SPACE = 4  # number of the newest migration that rewrites events or sessions; later ones only add


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. number: from 1, without gaps. text: SQL."""

    number: int
    text: str

    @property
    def record(self) -> tuple[int, str]:
        """Number and SHA-256 of the text, 64 hex characters, as in the table `migrations`."""
        return self.number, hashlib.sha256(self.text.encode()).hexdigest()


def migrations() -> list[Migration]:
    """Every migration of this program, in order."""
    folder = importlib.resources.files("app.storage").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [Migration(int(file.name[:4]), file.read_text("utf-8")) for file in files]


def migrate(con: Connection, known: Sequence[Migration] | None = None) -> int:
    """Run the missing migrations inside the caller's transaction and return the schema version.

    The database has the key of its event ids then.

    known: all migrations, those of this program by default. Raises KnownStorageError, before anything is changed, for a
    database of another program, of an unreleased version, or of a newer version.
    """
    known = migrations() if known is None else known
    recorded = _recorded(con)
    _check_known(con, recorded, known)
    for migration in known[len(recorded) :]:
        con.execute(migration.text)
        con.execute("INSERT INTO migrations VALUES (?, ?, now()::TIMESTAMP)", migration.record)
        log.info("The database schema is now version %d", migration.number)
    ensure_key(con)
    return known[-1].number


def check_current(con: Connection) -> None:
    """Raise KnownStorageError unless a database, open for reading alone, has the schema of this program."""
    if lacks_migrations(con):
        raise KnownStorageError(
            "The database is that of an older version. Start the server of this version on it once, and stop it again:"
            " that brings it up to date."
        )


def check_known(con: Connection) -> None:
    """Raise KnownStorageError unless a database was made by this program, of this version or an older one."""
    known, recorded = migrations(), _recorded(con) if _has_tables(con) else []
    if not recorded:
        raise KnownStorageError("The file is an empty database.")
    _check_known(con, recorded, known)


def lacks_migrations(con: Connection) -> bool:
    """Return whether a database is that of an older version. Raises as `migrate`, and changes nothing."""
    known, recorded = migrations(), _recorded(con) if _has_tables(con) else []
    _check_known(con, recorded, known)
    return len(recorded) < len(known)


def is_new(con: Connection) -> bool:
    """Return whether a database has no table yet."""
    return not _has_tables(con)


def _has_tables(con: Connection) -> bool:
    return con.execute("SELECT 1 FROM duckdb_tables()").fetchall() != []


def frees_space(con: Connection) -> bool:
    """Return whether a database lacks a migration that frees much of its file."""
    if con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'migrations'").fetchall() == []:
        return False
    ((count,),) = con.execute("SELECT count(*) FROM migrations").fetchall()
    return bool(0 < count < LAST_TO_FREE_SPACE)


def _check_known(con: Connection, recorded: Sequence[tuple[int, str]], known: Sequence[Migration]) -> None:
    ours = [migration.record for migration in known]
    if recorded[: len(ours)] != ours[: len(recorded)]:
        raise _unreleased(con)
    if len(recorded) > len(ours):
        newest, newest_known = recorded[-1][0], ours[-1][0]
        raise KnownStorageError(
            f"The database was written by a newer version of Sparklytics Desktop (schema {newest}, this program knows"
            f" {newest_known}). Install the newer version; nothing was changed."
        )


def _recorded(con: Connection) -> list[tuple[int, str]]:
    """The migrations that were run, in order. Creates their table in an empty database."""
    tables = {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        con.execute(
            "CREATE TABLE migrations (number INTEGER NOT NULL, digest VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
        )
        return []
    if "schema_version" in tables:  # the record of versions before the first release
        raise _unreleased(con)
    if "migrations" not in tables:
        raise KnownStorageError("The database in the data folder was not made by Sparklytics Desktop.")
    return con.execute("SELECT number, digest FROM migrations ORDER BY number").fetchall()


def _unreleased(con: Connection) -> KnownStorageError:
    query = "SELECT path FROM duckdb_databases() WHERE database_name = current_database()"
    ((path,),) = con.execute(query).fetchall()
    return KnownStorageError(
        "The database was made by an unreleased version of Sparklytics Desktop and cannot be opened. Move"
        f" {path or FILE_NAME} away and start again."
    )
