"""Logging: a separate thread writes lines to the terminal, to a rotating file and to a ring buffer for the window.

Log lines never contain addresses, keys or tokens. Our own lines are written that way; a final filter redacts what looks
like one in lines of libraries. Tracebacks go to the file only.
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
QUEUE_LINES = 10_000  # queued lines; more are dropped and counted
RING_LINES = 1_000
MESSAGE_LENGTH = 2_000  # characters of a line in the ring buffer

_IPV4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d)")
_IPV6 = re.compile(r"(?<![\w:])[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}(?!\w)", re.IGNORECASE)
_NAMED = r"(?:token|password|cookie|key|secret|spk_session)\s*[=:]\s*"
_SECRET = re.compile(rf"\b(spk_[a-z]+_|bearer\s+|otpauth:|eyJ|{_NAMED})[^\s,;'\"]+", re.IGNORECASE)


def redact(text: str) -> str:
    """Redact what looks like a foreign address, a key or a token."""
    for pattern in (_IPV4, _IPV6):
        text = pattern.sub(_redact_address, text)
    return _SECRET.sub(r"\1...", text)


def _redact_address(match: re.Match[str]) -> str:
    for colons in range(3):  # "2001:db8::1: refused", "2001:db8::: refused"
        text = match[0].removesuffix(":" * colons)
        try:
            address = ipaddress.ip_address(text)
        except ValueError:
            continue
        is_local = address.is_loopback or address.is_unspecified
        return match[0] if is_local else "(address)" + match[0][len(text) :]
    return match[0]


class LogRing(logging.Handler):
    """Ring buffer of the latest lines, for the live log of the window. Subscribers receive each new line."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: deque[LogLine] = deque(maxlen=RING_LINES)
        self._listeners: list[Callable[[LogLine], None]] = []

    def lines(self) -> tuple[LogLine, ...]:
        """Return the lines in the buffer, oldest first."""
        with self._held():
            return tuple(self._lines)

    @contextmanager
    def subscribe(self, listener: Callable[[LogLine], None]) -> Iterator[None]:
        """Call `listener` with each new line within the context, on the writing thread; it must not block."""
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
    """One line per record, times in UTC. has_traceback: followed by the traceback."""

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
        return redact(super().format(short)) + " (see the log file for details)"


class _Queue(QueueHandler):
    """Passes records with formatted text and traceback to the writing thread. Drops and counts them when full."""

    def __init__(self, waiting: queue.Queue[logging.LogRecord | None]) -> None:
        super().__init__(waiting)
        self.dropped = 0

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        formatted = copy.copy(record)
        formatted.msg, formatted.args = record.getMessage(), None
        if record.exc_info and record.exc_info[0] is not None:
            formatted.exc_text, formatted.exc_info = logging.Formatter().formatException(record.exc_info), None
        return formatted

    def enqueue(self, record: logging.LogRecord) -> None:
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            self.dropped += 1


class _Writer(QueueListener):
    """The writing thread. Stopping waits for room in a full queue."""

    def __init__(self, waiting: queue.Queue[logging.LogRecord | None], *outputs: logging.Handler) -> None:
        super().__init__(waiting, *outputs)
        self._waiting = waiting

    def enqueue_sentinel(self) -> None:
        self._waiting.put(None)


@contextmanager
def logging_to(data_dir: Path | None, level: LogLevel, stream: TextIO = sys.stderr) -> Iterator[LogRing]:
    """Write the log to `stream` and to `{data_dir}/log/` within the context. Yields the ring buffer.

    level: of our own lines; those of libraries are logged from WARNING on. Without a usable folder only `stream` is
    written.
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
        log.warning("The log file cannot be written: %s", problem)
    try:
        yield ring
    finally:
        if front.dropped:
            log.warning("%d log lines were dropped because there were too many at once", front.dropped)
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
