"""Data folder: creates it, checks that it is writable, and locks it for one process.

A lock is one of the operating system on a small file, so a crash leaves nothing stale; the file names its holder. The
server holds `sparklytics.lock` while it runs, the window `window.lock` while it is open.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from app.domain.errors import AppError

LOCK_NAME = "sparklytics.lock"
WINDOW_LOCK_NAME = "window.lock"

if sys.platform == "win32":
    import msvcrt

    LOCKED_BYTE = 1 << 30  # far behind the text: Windows prevents reading of locked bytes

    def _lock(handle: int) -> None:
        os.lseek(handle, LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@dataclass(frozen=True, slots=True)
class LockHolder:
    """Process that holds a lock. url: of its server, blank when it has none."""

    pid: int = 0
    url: str = ""


class DataFolderInUse(AppError):
    """Another process uses the data folder. pid, url: 0 and blank when unknown."""

    def __init__(self, data_dir: Path, holder: LockHolder) -> None:
        who = f" (process {holder.pid})" if holder.pid else ""
        where = f" Its address is {holder.url}" if holder.url else ""
        super().__init__("data_folder_in_use", f"Sparklytics Desktop{who} already uses the folder {data_dir}.{where}")
        self.pid = holder.pid
        self.url = holder.url


class FolderLock:
    """A held lock. Created by `folder_lock`."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def write_holder(self, holder: LockHolder) -> None:
        """Write the holder into the lock file, which only the owner of the data folder can read."""
        text = json.dumps(asdict(holder)).encode()
        os.ftruncate(self._handle, 0)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, text)


@contextmanager
def given_back(data_dir: Path) -> Iterator[None]:
    """Give what an administrator's process leaves in a folder to the owner of the folder, at the end of the context.

    A command typed with `sudo` would else leave files in the folder of a service that the service cannot open. The
    process keeps its rights meanwhile: the way to such a folder may be closed to its owner.
    """
    try:
        yield
    finally:
        if sys.platform != "win32" and os.geteuid() == 0:
            _give_back(data_dir)


def _give_back(data_dir: Path) -> None:
    owner = data_dir.stat()
    for folder, names, files in os.walk(data_dir) if owner.st_uid else ():
        for path in (Path(folder, name) for name in (*names, *files)):
            facts = path.lstat()
            is_own = stat.S_ISDIR(facts.st_mode) or (stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1)
            if facts.st_uid == 0 and is_own:  # no link, which may lead to what never was in the folder
                os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)


@contextmanager
def folder_lock(data_dir: Path, name: str = LOCK_NAME) -> Iterator[FolderLock]:
    """Hold a lock of the data folder. Raises DataFolderInUse. The file stays behind, empty and unlocked."""
    path = data_dir / name
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise _unusable(data_dir, error) from error
    try:
        try:
            _lock(handle)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK):
                raise DataFolderInUse(data_dir, _read_holder(path)) from error
            raise _unusable(data_dir, error) from error
        lock = FolderLock(handle)
        lock.write_holder(LockHolder(os.getpid()))
        try:
            yield lock
        finally:
            os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def holder(data_dir: Path, name: str = LOCK_NAME) -> LockHolder | None:
    """Return the holder of a lock of the data folder, None when it is free."""
    path = data_dir / name
    try:
        handle = os.open(path, os.O_RDWR)
    except OSError:
        return None
    try:
        _lock(handle)
    except OSError:
        return _read_holder(path)
    finally:
        os.close(handle)
    return None


def _read_holder(path: Path) -> LockHolder:
    try:
        return LockHolder(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):  # half written, or by another version
        return LockHolder()


def prepare_folder(data_dir: Path) -> None:
    """Create the data folder, accessible to its owner only, and check that it is writable."""
    try:
        data_dir.mkdir(0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=data_dir):
            pass
    except OSError as error:
        raise _unusable(data_dir, error) from error


def close_to_others(paths: Iterable[Path]) -> None:
    """Restrict files, which may be copies with wider permissions, to their owner. Files of others are left alone.

    Does nothing where the system has no such permissions.
    """
    if sys.platform == "win32":
        return
    for path in paths:
        with contextlib.suppress(FileNotFoundError):
            facts = path.stat()
            if facts.st_uid == os.geteuid() and facts.st_mode & 0o077:
                path.chmod(stat.S_IMODE(facts.st_mode) & 0o700)


def _unusable(data_dir: Path, error: OSError) -> AppError:
    reason = (error.strerror or str(error)).lower()
    return AppError(
        "storage_unavailable",
        f"The data folder {data_dir} cannot be used: {reason}.",
        field="data_dir",
        hint="Check its permissions, or choose another folder with --data-dir.",
    )
