"""Faults of DuckDB, told to whoever copies."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from app.storage.connection import KnownStorageError, has_no_room, storage_error

log = logging.getLogger(__name__)

_INTERRUPTED = "Query interrupted"  # of a RuntimeError, into which DuckDB turns the KeyboardInterrupt


@contextmanager
def faults_as_errors(folder: Path) -> Iterator[None]:
    """Raise KnownStorageError for a fault of DuckDB, which writes in `folder`, and KeyboardInterrupt for its end."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from error
        raise
    except duckdb.Error as error:
        if has_no_room(error):
            raise KnownStorageError(f"The disk with the folder {folder} is full. Free some space.") from error
        if isinstance(known := storage_error(error), KnownStorageError):
            log.info("The database engine reports a fault: %s", error)
        raise known from error
