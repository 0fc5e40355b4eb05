"""Connections to the DuckDB file: opening, the statements of `sql/`, times in and out, and errors as sentences."""

from __future__ import annotations

import functools
import importlib.resources
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from app.domain.errors import AppError
from app.storage.metadata import Transaction, Values

Connection = duckdb.DuckDBPyConnection

log = logging.getLogger(__name__)

FILE_NAME = "sparklytics.duckdb"
# What may be in the log before a commit moves it into the file: a move also rewrites what live sessions left behind in
# their table. At 16 MB, the default, that was a third of the writer's time under load. 64 MB take a second to read
# after a crash.
LOG_LIMIT = "64MB"
# Of a new file. Columns of a few bits fill only a part of a block of 256 KiB, DuckDB's default, and the rest is lost: a
# million events take 3 % less in blocks of 128 KiB. In 64 KiB they take 7 % less, but storing a few takes 12 % longer.
BLOCK_BYTES = 128 * 1024
# What the engine may keep of the file after a checkpoint. Its limit of memory is for queries, but blocks that were read
# or written stay up to that limit too: 40 MB for each million new events. Reading 25 MB again takes no measurable time.
KEPT_BYTES = 64_000_000
SPILL_LIMIT = "4GB"  # what queries together may put on the disk when the memory is full; DuckDB's own is 90 % of it


class StorageClosed(AppError):
    """The database is closed or could not be opened."""

    def __init__(self) -> None:
        super().__init__("storage_unavailable", "The database is not open.")


class QueryTooSlow(AppError):
    """A read passed its time limit and was stopped."""

    def __init__(self) -> None:
        super().__init__("query_timeout", "Query timed out, retry later", retry_after_s=2)


class KnownStorageError(AppError):
    """A fault of the disk or the file rather than the program; the message tells the user what to do."""

    def __init__(self, message: str) -> None:
        super().__init__("storage_unavailable", message)


class CheckpointHeldBack(KnownStorageError):
    """The log cannot move into the file while a read still sees what has changed since; it can once the read ends."""

    def __init__(self) -> None:
        super().__init__("A read that runs holds the checkpoint back.")


def connect(path: Path, memory_limit: str, threads: int) -> Connection:
    """Open the file at `path`, or create it.

    Raises AppError `data_folder_in_use` when another process has it, KnownStorageError when it cannot be read.
    """
    try:
        con = duckdb.connect(
            str(path),
            config={"memory_limit": memory_limit, "threads": threads, "default_block_size": str(BLOCK_BYTES)},
        )
    except duckdb.Error as error:
        raise open_error(path, error) from error
    configure(con)
    return con


def configure(con: Connection) -> None:
    """Set times to UTC and allow nothing outside the file; no later statement can change that."""
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET preserve_insertion_order = false")
    con.execute("SET checkpoint_threshold = $size", {"size": LOG_LIMIT})
    con.execute("SET allocator_background_threads = true")  # gives memory back that a load has left free
    con.execute("SET max_temp_directory_size = $size", {"size": SPILL_LIMIT})
    con.execute("SET autoinstall_known_extensions = false")
    con.execute("SET autoload_known_extensions = false")
    con.execute("SET enable_external_access = false")
    con.execute("SET allowed_configs = ['memory_limit', 'max_temp_directory_size']")  # for `let_go`, for an upgrade
    con.execute("SET lock_configuration = true")


def let_go(con: Connection, memory_limit: str) -> None:
    """Let go of the blocks of the file that are kept beyond KEPT_BYTES, while no query runs that may need more memory.

    memory_limit: as of `connect`, which applies again afterwards.
    """
    if one(con, "database/memory_used", {"bytes": KEPT_BYTES}) == (False,):
        return
    try:
        con.execute(statement("database/memory_limit_set"), {"limit": f"{KEPT_BYTES}B"})
    except duckdb.OutOfMemoryException:
        log.debug("More memory is in use than may be kept", exc_info=True)  # the limit is as before
    else:
        con.execute(statement("database/memory_limit_set"), {"limit": memory_limit})


@functools.cache
def statement(name: str) -> str:
    """Return the text of `sql/<name>.sql`."""
    return importlib.resources.files("app.storage").joinpath("sql", f"{name}.sql").read_text("utf-8")


def rows(con: Transaction, name: str, values: Values = ()) -> list[tuple[Any, ...]]:
    """Run `sql/<name>.sql` with `values` bound and return every row."""
    return con.execute(statement(name), values).fetchall()


def one(con: Transaction, name: str, values: Values = ()) -> tuple[Any, ...] | None:
    """Run `sql/<name>.sql` with `values` bound and return its first row, None when there is none."""
    # All rows are fetched: a result that is not read to its end keeps its transaction open.
    return next(iter(rows(con, name, values)), None)


def to_db(moment: datetime) -> datetime:
    """Convert an aware time to the naive UTC time of a TIMESTAMP; an aware one would be compared as another type."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def from_db(moment: datetime) -> datetime:
    """Convert the naive UTC time of a TIMESTAMP to an aware one."""
    return moment.replace(tzinfo=UTC)


def storage_error(error: duckdb.Error) -> Exception:
    """Return the KnownStorageError for a fault of disk, file or engine; an error about values or SQL stays: a bug."""
    text = str(error).lower()
    if has_no_room(error):
        return KnownStorageError("The disk is full. Free some space; the server goes on by itself.")
    if "read-only" in text or "permission denied" in text:
        return KnownStorageError("The data folder cannot be written to. Check its permissions.")
    if isinstance(error, duckdb.OutOfMemoryException):
        return KnownStorageError("The query needs more memory than the setting duckdb_memory allows.")
    if isinstance(error, _ABOUT_VALUES):
        return error
    # The engine's own text names files, statements and values, and some replies are public.
    return KnownStorageError("The database cannot be read or written at the moment. The log has the details.")


def has_no_room(error: duckdb.Error) -> bool:
    """Return whether an error says that a disk is full."""
    text = str(error).lower()
    return any(word in text for word in _NO_ROOM)


def open_error(path: Path, error: duckdb.Error) -> AppError:
    """Return the error for a file that cannot be opened, or not brought up to date: the program does not start."""
    text = str(error)
    if "could not set lock" in text.lower():
        return AppError("data_folder_in_use", f"Another program has {path} open.")
    if "not a valid DuckDB database" in text:
        return KnownStorageError(f"{path} is not a database of Sparklytics Desktop, or it is damaged.")
    if "permission denied" in text.lower():
        return KnownStorageError(f"{path} cannot be read and written. Check its permissions.")
    if has_no_room(error):
        return KnownStorageError("The disk is full. Free some space, then start again.")
    if isinstance(error, duckdb.OutOfMemoryException):
        return KnownStorageError(
            f"{path} needs more memory than the setting duckdb_memory allows. Raise it, then start again."
        )
    if "corrupt database file" in text.lower():
        return KnownStorageError(f"{path} is damaged. Put a copy of it back, then start again. {text}.")
    return KnownStorageError(f"{path} could not be opened: {text}")


_NO_ROOM = ("no space left", "disk full", "quota exceeded", "file too large")
_ABOUT_VALUES = (
    duckdb.DataError,
    duckdb.IntegrityError,
    duckdb.ProgrammingError,
    duckdb.NotSupportedError,
)
