"""Second start of the program: the window it raises, and starts without a reply."""

from __future__ import annotations

import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer
from pytestqt.qtbot import QtBot

from app.ui.process.second_start import SecondStarts, raise_first_window, server_name

RAISE = """
import sys
from pathlib import Path
from app.ui.process.second_start import raise_first_window
print(raise_first_window(Path(sys.argv[1])))
"""


@contextmanager
def listening(data_dir: Path) -> Iterator[tuple[SecondStarts, list[bool]]]:
    """A first window and a list that grows whenever it is raised."""
    raised: list[bool] = []
    starts = SecondStarts(data_dir)
    starts.raised.connect(lambda: raised.append(True))
    yield starts, raised
    starts.close()


@contextmanager
def second_start(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    arguments = [sys.executable, "-c", RAISE, str(data_dir)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        yield process


def output(qtbot: QtBot, process: subprocess.Popen[str]) -> str:
    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.stdout is not None
    return process.stdout.read()


def socket_path(data_dir: Path) -> Path:
    """Return where the socket of a data folder is, without touching one that is there."""
    probe = QLocalServer()
    probe.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
    assert probe.listen(f"{server_name(data_dir)}-probe")
    return Path(probe.fullServerName().removesuffix("-probe"))


def test_second_start_raises_the_window_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    with listening(tmp_path) as (_, raised):
        for count in (1, 2):
            with second_start(tmp_path) as process:
                assert output(qtbot, process) == "True\n"  # and no warning of Qt
            qtbot.waitUntil(lambda count=count: len(raised) == count)  # type: ignore[misc]


def test_every_path_to_a_data_folder_raises_its_window(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "data")
    with listening(tmp_path / "data") as (_, raised), second_start(tmp_path / "link" / ".." / "data") as process:
        assert output(qtbot, process) == "True\n"
        assert raised == [True]
    assert server_name(tmp_path / "link") == server_name(tmp_path / "data")


def test_window_of_another_data_folder_is_not_raised(qtbot: QtBot, tmp_path: Path) -> None:
    with listening(tmp_path / "one") as (_, raised):
        assert not raise_first_window(tmp_path / "two", 200)
        qtbot.wait(50)
    assert raised == []


def test_second_start_waits_for_a_first_window_that_is_about_to_listen(qtbot: QtBot, tmp_path: Path) -> None:
    with second_start(tmp_path) as process:
        qtbot.wait(100)
        with listening(tmp_path) as (_, raised):
            assert output(qtbot, process) == "True\n"
            assert raised == [True]


def test_window_that_is_closed_is_not_raised(tmp_path: Path) -> None:
    with listening(tmp_path):
        pass
    assert not raise_first_window(tmp_path, 200)


def test_window_that_does_not_reply_is_not_raised(tmp_path: Path) -> None:
    with listening(tmp_path) as (_, raised):
        assert not raise_first_window(tmp_path, 200)  # nothing is read while this thread waits
    assert raised == []


@pytest.mark.skipif(sys.platform == "win32", reason="A named pipe ends with its process")
def test_socket_left_by_a_crash_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    path = socket_path(tmp_path)
    with socket.socket(socket.AF_UNIX) as crashed:
        crashed.bind(str(path))
    assert path.is_socket()
    with listening(tmp_path) as (_, raised), second_start(tmp_path) as process:
        assert output(qtbot, process) == "True\n"
        assert raised == [True]
    assert not path.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_user_of_the_window_can_connect(qtbot: QtBot, tmp_path: Path) -> None:
    with listening(tmp_path):
        assert stat.S_IMODE(socket_path(tmp_path).stat().st_mode) & 0o077 == 0


@pytest.mark.expects_log("cannot bring this window to the front")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no folder of sockets")
def test_window_that_cannot_listen_opens_with_a_warning(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = socket_path(tmp_path)
    path.mkdir()
    try:
        with listening(tmp_path):
            assert "cannot bring this window to the front" in caplog.text
    finally:
        path.rmdir()
