"""The DuckDB file that is copied, opened for reading alone."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from app.storage.connection import Connection, KnownStorageError, configure, has_no_room, open_error, storage_error
from app.storage.migrate import check_current

log = logging.getLogger(__name__)


@contextmanager
def open_source(path: Path, memory_limit: str, scratch: Path) -> Iterator[Connection]:
    """Open the file at `path`. Its connection reads, and writes files in the folder `scratch` alone.

    Raises AppError `data_folder_in_use`, KnownStorageError; the latter also for faults within the context.
    """
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": memory_limit, "threads": 2}
    try:
        con = duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as error:
        raise open_error(path, error) from error
    try:
        con.execute("SET temp_directory = $folder", {"folder": str(scratch)})
        con.execute("SET allowed_directories = [$folder]", {"folder": str(scratch)})
        configure(con)
        check_current(con)
        yield con
    except duckdb.Error as error:
        if has_no_room(error):
            raise KnownStorageError(f"The disk with the folder {scratch} is full. Free some space.") from error
        if isinstance(known := storage_error(error), KnownStorageError):
            log.info("The database engine reports a fault: %s", error)
        raise known from error
    finally:
        con.close()
