"""A new database that gets its name once it is complete. Ended half-way, it is made anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.durable_files import sync_folder
from app.storage.connection import Connection, connect, statement
from app.storage.schema.migrate import migrate


@contextmanager
def open_draft(path: Path, memory_limit: str) -> Iterator[Connection]:
    """Make a database of the current schema at `path`, in place of what is there, and write it out at the end.

    It is removed after an error. Raises KnownStorageError, and duckdb.Error for the caller to tell.
    """
    remove_draft(path)
    try:
        with connect(path, memory_limit, threads=2) as con:
            con.begin()
            migrate(con)
            con.commit()
            yield con
            con.execute(statement("database/checkpoint"))
    except BaseException:  # whatever ended it, half a database is of no use; it goes on to the caller
        remove_draft(path)
        raise


def name_draft(path: Path, name: Path) -> None:
    """Give a complete database its name. When this returns it survives a power cut. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())
    path.replace(name)
    sync_folder(name.parent)


def remove_draft(path: Path) -> None:
    """Remove a database that is not complete, with the files that the engine has next to it."""
    for left in (path, path.with_name(f"{path.name}.wal")):
        left.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(f"{path.name}.tmp"), ignore_errors=True)
