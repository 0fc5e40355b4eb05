"""Copy of a database without secrets of visitors, checked before it gets its name."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb

from app.durable_files import sync_folder
from app.storage.backups.child import Child
from app.storage.backups.contents import MEMORY, Contents, contents, contents_of, damaged
from app.storage.connection import KnownStorageError, has_no_room, statement
from app.storage.moving.draft import remove_draft
from app.storage.moving.faults import faults_as_errors
from app.storage.schema.upgrade import copy_to, source_open

# Tables whose rows are in no backup: secrets of visitors; sessions of sign-in, which may have been ended since, and
# attempts at it; and facts, which are made anew.
LEFT_OUT = frozenset({"visitor_keys", "auth_sessions", "login_failures", "facts", "fact_ranges"})


def copy_of(path: Path, draft: Path) -> Contents:
    """Copy a closed database to `draft`, and return what has to be in it. Blocks. Raises KnownStorageError."""
    with faults_as_errors(draft.parent):
        try:
            with source_open(path, MEMORY) as con:
                con.execute(statement("backups/use_old"))
                source = contents(con)
                copy_to(con, draft, LEFT_OUT)
        except duckdb.IOException as error:
            if has_no_room(error):
                raise
            raise damaged(path, error) from error
    return {table: (0, "0") if table in LEFT_OUT else rows for table, rows in source.items()}


def name_copy(draft: Path, path: Path) -> None:
    """Give a complete copy its name, readable by its owner only. When this returns it survives a power cut.

    Raises OSError.
    """
    with draft.open("r+b") as file:
        os.fsync(file.fileno())
    draft.chmod(0o600)
    draft.replace(path)
    try:
        sync_folder(path.parent)
    except OSError as error:
        if error.errno != errno.EINVAL:  # a folder of another computer, which cannot be synced
            raise


def check_equal(expected: Contents, copied: Contents) -> None:
    """Raise KnownStorageError unless a copy has what it has to have."""
    different = sorted({*expected, *copied} - {table for table in expected if copied.get(table) == expected[table]})
    if different:
        raise KnownStorageError(f"The copy is not equal to the database ({', '.join(different)}). It was removed.")


def copy_checked(child: Child, path: Path, draft: Path, target: Path) -> None:
    """Copy a closed database to `target`, each step in a process of `child`. Blocks. Raises AppError, OSError."""
    try:
        expected = child.run(copy_of, path, draft)
        check_equal(expected, child.run(contents_of, draft))
        name_copy(draft, target)
    finally:
        remove_draft(draft)
