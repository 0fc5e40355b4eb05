"""The log: outputs, redaction, and writing that never blocks."""

from __future__ import annotations

import io
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import logs
from app.domain.server_status import LogLine
from app.logs import LogRing, logging_to, redact

log = logging.getLogger("app.test")


@contextmanager
def written(tmp_path: Path | None, stream: io.StringIO, level: str = "INFO") -> Iterator[LogRing]:
    with logging_to(tmp_path, level, stream) as ring:  # type: ignore[arg-type]  # a plain text is enough here
        yield ring


def file_text(tmp_path: Path) -> str:
    return (tmp_path / "log" / "sparklytics.log").read_text()


def test_a_line_reaches_the_terminal_the_file_and_the_ring(tmp_path: Path) -> None:
    stream = io.StringIO()
    with written(tmp_path, stream) as ring:
        log.info("Stored %d events", 7)
    assert stream.getvalue().endswith("INFO    app.test: Stored 7 events\n")
    assert stream.getvalue() == file_text(tmp_path)
    assert [(line.level, line.logger, line.message) for line in ring.lines()] == [
        ("INFO", "app.test", "Stored 7 events")
    ]
    assert ring.lines()[0].at.tzinfo is not None


@pytest.mark.expects_log("loud library")
def test_lines_below_the_level_are_dropped_and_libraries_log_from_warning_on(tmp_path: Path) -> None:
    stream = io.StringIO()
    with written(tmp_path, stream, "WARNING"):
        log.info("too quiet")
        logging.getLogger("some.library").info("quiet library")
        logging.getLogger("some.library").warning("loud library")
    assert "quiet" not in stream.getvalue()
    assert "loud library" in stream.getvalue()


@pytest.mark.expects_log("It broke")
def test_a_traceback_goes_to_the_file_only(tmp_path: Path) -> None:
    stream = io.StringIO()
    with written(tmp_path, stream) as ring:
        try:
            raise RuntimeError("inner reason")
        except RuntimeError:
            log.exception("It broke")
    assert "Traceback" in file_text(tmp_path)
    assert "inner reason" in file_text(tmp_path)
    assert "Traceback" not in stream.getvalue() + str(ring.lines())
    assert "It broke (see the log file for details)" in stream.getvalue()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Error handling request from 203.0.113.9", "Error handling request from (address)"),
        ("peer 203.0.113.9:5544 left", "peer (address):5544 left"),
        ("peer [2001:db8::1]:443 left", "peer [(address)]:443 left"),
        ("2001:db8::1: refused", "(address): refused"),
        ("from ::ffff:203.0.113.9.", "from (address):(address)."),
        ("listening on 127.0.0.1, [::1], 0.0.0.0 and [::]", "listening on 127.0.0.1, [::1], 0.0.0.0 and [::]"),
        ("at 10:20:30 version 3.14.5", "at 10:20:30 version 3.14.5"),
        ("key spk_selfhosted_abc123 used", "key spk_selfhosted_... used"),
        ("Authorization: Bearer abc.def-1", "Authorization: Bearer ..."),
        ("GET /x?token=abc&y=1", "GET /x?token=..."),
        ("Cookie b'spk_session=abc.def'", "Cookie b'spk_session=...'"),
        ("of eyJhbGciOiJIUzI1NiJ9.eyJzdWIi.x1-_ here", "of eyJ... here"),
        ("scan otpauth://totp/x?secret=JBSWY3DP now", "scan otpauth:... now"),
    ],
)
def test_foreign_addresses_keys_and_tokens_are_redacted(text: str, expected: str) -> None:
    assert redact(text) == expected


@given(st.ip_addresses())
def test_every_foreign_address_is_redacted(address: IPv4Address | IPv6Address) -> None:
    kept = redact(f"from {address}: gone") == f"from {address}: gone"
    assert kept == (address.is_loopback or address.is_unspecified)


@pytest.mark.expects_log("Failed for")
def test_redaction_covers_messages_tracebacks_and_the_ring(tmp_path: Path) -> None:
    stream = io.StringIO()
    with written(tmp_path, stream) as ring:
        try:
            raise OSError("cannot reach 203.0.113.9")
        except OSError:
            log.exception("Failed for %s", "198.51.100.3")
    everything = stream.getvalue() + file_text(tmp_path) + str(ring.lines())
    assert "203.0.113.9" not in everything
    assert "198.51.100.3" not in everything


def test_the_ring_keeps_the_newest_lines_and_notifies_subscribers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logs, "RING_LINES", 3)
    heard: list[LogLine] = []
    with written(None, io.StringIO()) as ring:
        with ring.subscribe(heard.append):
            for number in range(5):
                log.info("line %d", number)
            flush(ring)
        log.info("after")
    assert [line.message for line in heard][:5] == [f"line {number}" for number in range(5)]
    assert [line.message for line in ring.lines()][-1] == "after"
    assert "after" not in [line.message for line in heard]
    assert len(ring.lines()) == 3


def flush(ring: LogRing) -> None:
    """Wait until everything logged so far was written."""
    done = threading.Event()
    with ring.subscribe(lambda line: done.set() if line.message == "mark" else None):
        log.info("mark")
        assert done.wait(5)


def test_a_failing_subscriber_does_not_stop_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging, "raiseExceptions", False)

    def fail(line: LogLine) -> None:
        raise RuntimeError(line.message)

    with written(None, io.StringIO()) as ring:
        with ring.subscribe(fail):
            log.info("first")
            flush(ring)
        log.info("second")
    assert [line.message for line in ring.lines()] == ["first", "mark", "second"]


@pytest.mark.expects_log("log lines were dropped")
def test_a_full_queue_drops_lines_counts_them_and_still_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "QUEUE_LINES", 2)
    blocked, go_on = threading.Event(), threading.Event()

    def wait(line: LogLine) -> None:
        blocked.set()
        go_on.wait(5)

    with written(None, io.StringIO()) as ring, ring.subscribe(wait):
        log.info("writing")
        assert blocked.wait(5)
        for _ in range(10):
            log.info("more")
        go_on.set()
        flush_queue_by_waiting(ring)
    assert 3 <= len(ring.lines()) < 11


def flush_queue_by_waiting(ring: LogRing) -> None:
    done = threading.Event()
    with ring.subscribe(lambda line: done.set()):
        while not done.is_set():
            log.info("again")


def test_the_file_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "FILE_BYTES", 2000)
    with written(tmp_path, io.StringIO()):
        for number in range(500):
            log.info("a line of some length, number %d", number)
    files = sorted((tmp_path / "log").iterdir())
    assert len(files) == logs.OLD_FILES + 1
    assert all(file.stat().st_size <= 2000 for file in files)


@pytest.mark.expects_log("The log file cannot be written")
def test_without_a_usable_folder_only_the_terminal_is_written(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    stream = io.StringIO()
    with written(tmp_path / "data", stream):
        log.info("still heard")
    assert "The log file cannot be written" in stream.getvalue()
    assert "still heard" in stream.getvalue()


def test_closing_the_log_leaves_no_thread_or_handler(tmp_path: Path) -> None:
    before = (threading.active_count(), list(logging.getLogger().handlers))
    with written(tmp_path, io.StringIO()):
        log.info("x")
    assert (threading.active_count(), logging.getLogger().handlers) == before
