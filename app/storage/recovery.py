"""Recovery of a database: of a write-ahead log that cannot be replayed, and of a file removed while it is open.

A log that cannot be replayed, as may happen after a crash or on a bad disk, is moved aside and the file opened as of
its last checkpoint. The events in the log are also in the journal, whose segments stay until a checkpoint; a change of
a website is followed by a checkpoint at once. So no acknowledged change is lost.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import shutil
import sys
from pathlib import Path
from typing import Literal, Protocol

import duckdb

from app.domain.clock import utc_now
from app.durable_files import sync_folder

log = logging.getLogger(__name__)

FileFault = Literal["removed", "moved", "replaced", "emptied"]


class DatabaseFile(Protocol):
    """The file of an open database, which others may remove."""

    def file_fault(self) -> FileFault | None:
        """Return what happened to the file, None when it is still the one that is open. Blocks; raises OSError."""
        ...

    async def write_back(self) -> bool:
        """Write a removed file again from what is open, where the system allows that. Raises AppError or OSError."""
        ...


REPLAY_LIMIT_S = 600.0
OPEN_FILES = Path("/proc/self/fd")
_DAMAGED = 3  # exit code of the child that replays


def set_aside_damaged_log(path: Path) -> Path | None:
    """Move the write-ahead log of the database at `path` aside when it cannot be replayed, and return its new path.

    The replay is tried in a child process, since a damaged log can end the process that reads it. When it succeeds the
    child has also written the log into the file. Blocks; raises OSError.
    """
    _, wal = with_log(path)
    if not wal.exists() or wal.stat().st_size == 0 or _replays(path):
        return None
    aside = wal.with_name(f"{wal.name}.damaged-{utc_now():%Y%m%d-%H%M%S}")
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


def with_log(path: Path) -> tuple[Path, Path]:
    """Return the paths of a database and of the write-ahead log next to it, whether there is one or not."""
    return path, path.with_name(path.name + ".wal")


def identity(path: Path) -> tuple[int, int]:
    """Return what tells a file from every other one, whatever its name. Raises OSError."""
    facts = path.stat()
    return facts.st_dev, facts.st_ino


def file_fault(path: Path, opened: tuple[int, int]) -> FileFault | None:
    """Return what happened to a file since it was opened, None when it is in its place. Raises OSError."""
    try:
        facts = path.stat()
    except FileNotFoundError:
        file = _open_file(opened)
        return "moved" if file is not None and file.stat().st_nlink else "removed"
    if (facts.st_dev, facts.st_ino) != opened:
        return "replaced"
    return None if facts.st_size else "emptied"


def write_back(path: Path, opened: tuple[int, int]) -> bool:
    """Copy a removed file that is still open to its path. False where the system does not give access to it.

    Nothing may write to it meanwhile. Raises OSError.
    """
    file = _open_file(opened)
    if file is None:
        return False
    copy = path.with_name(path.name + ".copy")
    try:
        shutil.copyfile(file, copy)
        with copy.open("r+b") as handle:
            os.fsync(handle.fileno())
        copy.replace(path)
        sync_folder(path.parent)
    finally:
        copy.unlink(missing_ok=True)
    return True


def _open_file(opened: tuple[int, int]) -> Path | None:
    """Return a path to a file of this process that is open, whether it has a name or not. Linux only."""
    if not OPEN_FILES.is_dir():
        return None
    for file in OPEN_FILES.iterdir():
        with contextlib.suppress(OSError):  # closed meanwhile
            if identity(file) == opened:
                return file
    return None
