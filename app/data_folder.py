"""Data folder: creates it, checks that it is writable, and locks it for one process.

A lock is one of the operating system on a small file, so a crash leaves nothing stale; the file names its holder. The
server holds `sparklytics.lock` while it runs. The window holds `window.lock` while it is open, and listens for a second
start, which raises that window instead of opening another.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import os
import secrets
import socket
import stat
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from app.domain.errors import AppError

LOCK_NAME = "sparklytics.lock"
WINDOW_LOCK_NAME = "window.lock"
RAISE_LIMIT_S = 3.0
MAX_TOKEN_BYTES = 200

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
    """The process that holds a lock. url: of its server; raise_port, token: to raise its window. Blank: unknown."""

    pid: int = 0
    url: str = ""
    raise_port: int = 0
    token: str = field(default="", repr=False)


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
    advice = "Check its permissions, or choose another folder with --data-dir."
    return AppError(
        "storage_unavailable", f"The data folder {data_dir} cannot be used: {reason}. {advice}", field="data_dir"
    )


@asynccontextmanager
async def accepting_raise(lock: FolderLock, on_raise: Callable[[], None]) -> AsyncIterator[None]:
    """Call `on_raise` on this loop whenever a second start of the program asks for the window that holds `lock`.

    The port is open to this computer only, and the token is in the lock file, which only its owner can read.
    """
    token = secrets.token_urlsafe(24)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            line = await asyncio.wait_for(reader.readuntil(b"\n"), RAISE_LIMIT_S)
            if secrets.compare_digest(line.strip(), token.encode()):
                on_raise()
                writer.write(b"raised\n")
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, limit=MAX_TOKEN_BYTES)
    async with server:
        lock.write_holder(LockHolder(os.getpid(), raise_port=server.sockets[0].getsockname()[1], token=token))
        yield


def raise_window(data_dir: Path) -> bool:
    """Ask the window of the data folder to come to the front. Returns False when none answers."""
    window = holder(data_dir, WINDOW_LOCK_NAME)
    if window is None or not window.raise_port:
        return False
    try:
        with socket.create_connection(("127.0.0.1", window.raise_port), RAISE_LIMIT_S) as connection:
            connection.sendall(window.token.encode() + b"\n")
            return connection.recv(16).startswith(b"raised")
    except OSError:
        return False
