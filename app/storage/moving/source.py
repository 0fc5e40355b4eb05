"""The DuckDB file that is copied, opened for reading alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from app.storage.connection import Connection, configure, open_error
from app.storage.moving.faults import faults_as_errors
from app.storage.schema.migrate import check_current


@contextmanager
def open_source(path: Path, memory_limit: str, scratch: Path) -> Iterator[Connection]:
    """Open the file at `path`. Its connection reads, and writes files in the folder `scratch` alone.

    Raises AppError `data_folder_in_use`, KnownStorageError.
    """
    config: dict[str, str | bool | int | float | list[str]] = {"memory_limit": memory_limit, "threads": 2}
    try:
        con = duckdb.connect(str(path), read_only=True, config=config)
    except duckdb.Error as error:
        raise open_error(path, error) from error
    with con, faults_as_errors(scratch):
        con.execute("SET temp_directory = $folder", {"folder": str(scratch)})
        con.execute("SET allowed_directories = [$folder]", {"folder": str(scratch)})
        configure(con)
        check_current(con)
        yield con
