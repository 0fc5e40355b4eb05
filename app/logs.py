"""The log: lines are written by a thread of its own to the terminal, to a rotating file and to a ring for the window.

What is logged never carries addresses, keys or tokens. Our own lines are written that way; a last filter blanks what
looks like one in lines of libraries. Tracebacks go to the file only: nobody who runs this program wants to read one.
"""

from __future__ import annotations

import copy
import ipaddress
import logging
import queue
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import TextIO, cast

from app.domain.server_status import LogLevel, LogLine

log = logging.getLogger(__name__)

FOLDER = "log"
FILE_NAME = "sparklytics.log"
FILE_BYTES = 5_000_000
OLD_FILES = 3
QUEUE_LINES = 10_000  # lines that wait to be written; more are dropped and counted
RING_LINES = 1_000
MESSAGE_LENGTH = 2_000  # characters of one line in the ring

_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?!\w)", re.IGNORECASE)
_NAMED = r"(?:token|password|cookie|key|secret|spk_session)\s*[=:]\s*"
_SECRET = re.compile(rf"\b(spk_[a-z]+_|bearer\s+|otpauth:|eyJ|{_NAMED})[^\s,;'\"]+", re.IGNORECASE)


def redact(text: str) -> str:
    """Blank out what looks like the address of someone else, a key or a token."""
    for pattern in (_IPV4, _IPV6):
        text = pattern.sub(_blank_address, text)
    return _SECRET.sub(r"\1...", text)


def _blank_address(found: re.Match[str]) -> str:
    for colons in range(3):  # "2001:db8::1: refused", "2001:db8::: refused"
        text = found[0].removesuffix(":" * colons)
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        is_ours = address.is_loopback or address.is_unspecified
        return found[0] if is_ours else "(address)" + found[0][len(text) :]
    return found[0]


class LogRing(logging.Handler):
    """The last lines, for the live log of the window. Whoever subscribes hears of each new one."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[LogLine] = deque(maxlen=RING_LINES)
        self._listeners: list[Callable[[LogLine], None]] = []

    def lines(self) -> tuple[LogLine, ...]:
        """Return the lines kept, oldest first."""
        with self._held():
            return tuple(self._lines)

    @contextmanager
    def subscribe(self, listener: Callable[[LogLine], None]) -> Iterator[None]:
        """Call `listener` with each new line while this is open. It runs on the writing thread and must not block."""
        with self._held():
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._held():
                self._listeners.remove(listener)

    def emit(self, record: logging.LogRecord) -> None:
        line = LogLine(
            at=datetime.fromtimestamp(record.created, UTC),
            level=cast(LogLevel, record.levelname),
            logger=record.name,
            message=redact(record.getMessage())[:MESSAGE_LENGTH],
        )
        self._lines.append(line)
        for listener in self._listeners:
            try:
                listener(line)
            except Exception:  # one listener must not end the writing thread
                self.handleError(record)

    @contextmanager
    def _held(self) -> Iterator[None]:
        self.acquire()
        try:
            yield
        finally:
            self.release()


class _Line(logging.Formatter):
    """One line a record, times in UTC. has_traceback: what went wrong follows in full."""

    def __init__(self, *, has_traceback: bool) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
        self._has_traceback = has_traceback

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802  logging's name
        return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%d %H:%M:%SZ")

    def format(self, record: logging.LogRecord) -> str:
        if self._has_traceback or not record.exc_text:
            return redact(super().format(record))
        short = copy.copy(record)
        short.exc_text = None
        return redact(super().format(short)) + " (the log file says more)"


class _Queue(QueueHandler):
    """Hands records to the writing thread, each with its text and traceback made. A full queue drops and counts."""

    def __init__(self, waiting: queue.Queue[logging.LogRecord | None]) -> None:
        super().__init__(waiting)
        self.dropped = 0

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        ready = copy.copy(record)
        ready.msg, ready.args = record.getMessage(), None
        if record.exc_info and record.exc_info[0] is not None:
            ready.exc_text, ready.exc_info = logging.Formatter().formatException(record.exc_info), None
        return ready

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1


class _Writer(QueueListener):
    """The writing thread. Its end waits for room in a full queue."""

    def __init__(self, waiting: queue.Queue[logging.LogRecord | None], *outputs: logging.Handler) -> None:
        super().__init__(waiting, *outputs)
        self._waiting = waiting

    def enqueue_sentinel(self) -> None:
        self._waiting.put(None)


@contextmanager
def logging_to(data_dir: Path | None, level: LogLevel, stream: TextIO = sys.stderr) -> Iterator[LogRing]:
    """Write the log to `stream` and to `{data_dir}/log/` while this is open; the ring comes back.

    level: of our own lines; libraries are heard from WARNING on. Without a usable folder the stream alone is written.
    """
    ring = LogRing()
    terminal = logging.StreamHandler(stream)
    terminal.setFormatter(_Line(has_traceback=False))
    outputs: list[logging.Handler] = [terminal, ring]
    problem = None
    if data_dir is not None:
        try:
            outputs.append(_file(data_dir))
        except OSError as error:
            problem = error.strerror
    waiting: queue.Queue[logging.LogRecord | None] = queue.Queue(QUEUE_LINES)
    front, writer = _Queue(waiting), _Writer(waiting, *outputs)
    root, ours = logging.getLogger(), logging.getLogger("app")
    ours.setLevel(level)
    root.addHandler(front)
    writer.start()
    if problem is not None:
        log.warning("No log file is written: %s", problem)
    try:
        yield ring
    finally:
        if front.dropped:
            log.warning("%d log lines were dropped because they came too fast", front.dropped)
        root.removeHandler(front)
        ours.setLevel(logging.NOTSET)
        writer.stop()
        for output in outputs:
            output.close()


def _file(data_dir: Path) -> RotatingFileHandler:
    folder = data_dir / FOLDER
    folder.mkdir(0o700, parents=True, exist_ok=True)
    file = RotatingFileHandler(folder / FILE_NAME, maxBytes=FILE_BYTES, backupCount=OLD_FILES, encoding="utf-8")
    file.setFormatter(_Line(has_traceback=True))
    return file
