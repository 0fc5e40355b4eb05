"""Recovery of a database whose write-ahead log cannot be replayed, as may happen after a crash or on a bad disk.

The log is moved aside and the file opened as of its last checkpoint. The events in the log are also in the journal,
whose segments stay until a checkpoint; a change of a website is followed by a checkpoint at once. So no acknowledged
change is lost.
"""

from __future__ import annotations

import logging
import multiprocessing
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb

log = logging.getLogger(__name__)

REPLAY_LIMIT_S = 600.0
_DAMAGED = 3  # exit code of the child that replays


def set_aside_damaged_log(path: Path) -> Path | None:
    """Move the write-ahead log of the database at `path` aside when it cannot be replayed, and return its new path.

    The replay is tried in a child process, since a damaged log can end the process that reads it. When it succeeds the
    child has also written the log into the file. Blocks; raises OSError.
    """
    wal = path.with_name(path.name + ".wal")
    if not wal.exists() or wal.stat().st_size == 0 or _replays(path):
        return None
    aside = wal.with_name(f"{wal.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    wal.rename(aside)
    log.warning("The database's write-ahead log was damaged and has been set aside as %s", aside.name)
    return aside


def _replays(path: Path) -> bool:
    child = multiprocessing.get_context("spawn").Process(target=_replay, args=(str(path),), name="replay")
    child.start()
    child.join(REPLAY_LIMIT_S)
    if child.is_alive():
        child.kill()
        child.join()
    died = child.exitcode is None or child.exitcode < 0
    return not died and child.exitcode != _DAMAGED


def _replay(path: str) -> None:
    """Open the file in the child process; exit with _DAMAGED when the log is at fault. The parent meets others."""
    try:
        duckdb.connect(path).close()
    except duckdb.Error as error:
        if "WAL" in str(error):
            sys.exit(_DAMAGED)
