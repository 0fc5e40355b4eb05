"""Upgrades that free space: a file is migrated, then written anew, which gives back what the migration has freed.

DuckDB fills free space again but never moves what lies behind it, and keeps the size of blocks that a file began with.
"""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from app.durable_files import sync_folder
from app.storage.connection import (
    BLOCK_BYTES,
    Connection,
    KnownStorageError,
    open_error,
    rows,
    statement,
    storage_error,
)
from app.storage.fragments.where import run
from app.storage.schema.migrate import frees_space, is_new, lacks_migrations, migrate

log = logging.getLogger(__name__)

SPAN_ROWS = 500_000  # sorted at once while a file is written anew
# Tables that DuckDB prunes by time. A migration that spills to the disk mixes their rows.
_TIMES = {"events": "ts", "sessions": "ended_at"}


def connect_upgraded(
    path: Path, connect: Callable[[], Connection], memory_limit: str, keep: Callable[[Path], None] | None = None
) -> Connection:
    """Open the file at `path` by `connect`, and upgrade one first that becomes smaller by it. Blocks.

    keep: called with the file of an older version, closed, before anything in it is changed. Migrations that only add
    are left to the caller. Killed on the way, it leaves a file of the older or of this version; the next start goes on,
    for it finds the draft of the new file. Raises KnownStorageError, and what `keep` raises.
    """
    file = path.resolve()  # where a link leads: the link itself has to stay
    draft = file.with_name(file.name + ".draft")
    con = connect() if keep is None else _connect_kept(file, connect, keep)
    try:
        if not frees_space(con) and not draft.exists():
            return con
        log.info("The database is being brought up to date; that takes some 20 seconds for a million events")
        draft.touch()
        _migrate(con, draft)
    except BaseException as error:  # it goes on to the caller
        con.close()
        if isinstance(error, duckdb.Error) and isinstance(storage_error(error), KnownStorageError):
            raise open_error(path, error) from error
        raise
    con.close()
    try:
        _write_anew(file, draft, memory_limit)
    except (duckdb.Error, OSError):
        log.warning("The upgraded database is complete, but its file could not be made smaller", exc_info=True)
    return connect()


def _connect_kept(file: Path, connect: Callable[[], Connection], keep: Callable[[Path], None]) -> Connection:
    con = connect()
    try:
        is_older = not is_new(con) and lacks_migrations(con)
    except BaseException as error:  # it goes on to the caller
        con.close()
        if isinstance(error, duckdb.Error):
            raise open_error(file, error) from error
        raise
    if not is_older:
        return con
    con.close()
    keep(file)
    return connect()


def _migrate(con: Connection, draft: Path) -> None:
    """Run the missing migrations. Once they may be stored, the draft stays whatever happens."""
    try:
        con.execute(statement("upgrade/spill_freely"))  # a report may fail at its limit, a start must not
        con.begin()
        migrate(con)
    except BaseException:  # a full disk or an unreleased version, say; it goes on to the caller
        with contextlib.suppress(OSError):  # an empty file, which harms nothing
            draft.unlink(missing_ok=True)
        raise
    con.commit()
    con.execute(statement("database/checkpoint"))


def _write_anew(path: Path, draft: Path, memory_limit: str) -> None:
    """Copy everything in a closed file, table by table, into a new one that takes its place. Raises OSError, Error."""
    try:
        draft.unlink()
        with source_open(path, memory_limit) as con:
            copy_to(con, draft)
        _copy_rights(path, draft)
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        for left in (draft, draft.with_name(draft.name + ".wal")):
            with contextlib.suppress(OSError):  # the next start tries again
                left.unlink(missing_ok=True)


@contextlib.contextmanager
def source_open(path: Path, memory_limit: str) -> Iterator[Connection]:
    """Open a closed file to copy it: the database `old` of the connection. Raises duckdb.Error."""
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": memory_limit, "threads": 1}
    config["temp_directory"] = f"{path}.tmp"  # as DuckDB has it for an open file
    with duckdb.connect(config=config) as con:
        con.execute(f"ATTACH {_text(path)} AS old (READ_ONLY)")
        yield con


def copy_to(con: Connection, path: Path, without: Container[str] = ()) -> None:
    """Copy the database `old`, table by table, into a new file. without: tables whose rows stay behind.

    Raises duckdb.Error.
    """
    con.execute(f"ATTACH {_text(path)} AS new (BLOCK_SIZE {BLOCK_BYTES})")
    con.execute("COPY FROM DATABASE old TO new (SCHEMA)")
    _copy_rows(con, without)
    con.execute("CHECKPOINT new")
    con.execute("DETACH new")


def _copy_rights(path: Path, draft: Path) -> None:
    """Give a file the mode and the owner of another: root may run the upgrade of a file that a service opens."""
    shutil.copymode(path, draft)
    if sys.platform != "win32":
        before, now = path.stat(), draft.stat()
        if (before.st_uid, before.st_gid) != (now.st_uid, now.st_gid):
            os.chown(draft, before.st_uid, before.st_gid)


def _copy_rows(con: Connection, without: Container[str]) -> None:
    con.begin()
    for (table,) in rows(con, "upgrade/tables"):
        if table in without:
            continue
        if table not in _TIMES:
            con.execute(statement("upgrade/copy").format(table=table))
            continue
        slots = {"table": table, "time": _TIMES[table]}
        for since, until in _spans(run(con, "upgrade/days", slots, {})):
            run(con, "upgrade/copy_days", slots, {"since": since, "until": until})
    con.commit()


def _spans(days: Sequence[tuple[datetime, int]]) -> Iterator[tuple[datetime, datetime]]:
    """Yield spans of days with about SPAN_ROWS rows each. days: their starts and rows, in order."""
    total = 0
    for number, (day, count) in enumerate(days):
        if not total:
            since = day
        total += count
        if total >= SPAN_ROWS or number == len(days) - 1:
            yield since, day + timedelta(days=1)
            total = 0


def _text(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
