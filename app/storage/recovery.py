"""Opening a file whose own log does not replay, which after a crash or on a bad disk can happen to DuckDB.

The log is moved aside and the file opened as of its last checkpoint. What the log held of events is in the journal,
whose segments stay until a checkpoint; websites are followed by a checkpoint at once. So nothing acknowledged is lost.
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
    """Move the log of the database at `path` aside when it does not replay, and return where it went.

    The replay is tried in a child process, since a damaged log can end the process that reads it. When it succeeds the
    child has also written the log into the file. Blocks; raises OSError.
    """
    logged = path.with_name(path.name + ".wal")
    if not logged.exists() or logged.stat().st_size == 0 or _replays(path):
        return None
    aside = logged.with_name(f"{logged.name}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    logged.rename(aside)
    log.warning("The database's own log was damaged; it was set aside as %s", aside.name)
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
    """In the child: exit with _DAMAGED when the log is at fault. Other failures are for the parent to meet and tell."""
    try:
        duckdb.connect(path).close()
    except duckdb.Error as error:
        if "WAL" in str(error):
            sys.exit(_DAMAGED)
