"""Start of the desktop program: the window's own server, one window per data folder, and the shutdown."""

from __future__ import annotations

import sys
import threading
import types
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.__main__ import gui
from app.api.client import ApiClient
from app.data_folder import WINDOW_LOCK_NAME, folder_lock, holder
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress
from app.local_server import LocalServer
from app.loop import LoopThread
from app.ui.process.second_start import SecondStarts
from tests.program import started
from tests.server_status import status_of

LIMIT_S = 20.0
ENVIRON = {"QT_QPA_PLATFORM": "offscreen", "SPARKLYTICS_PORT": "0"}


class Window:
    """A stand-in for the window: `act` is the user's work while it is open."""

    def __init__(self, act: Callable[[Window], int]) -> None:
        self._act = act

    def run(
        self,
        loop: LoopThread,
        control: LocalServer | None,
        client_for: Callable[[ServerAddress], ApiClient],
        settings_path: Path,
        connect_to: str | None,
        *,
        is_first: bool,
        is_hidden: bool,
    ) -> int:
        self.is_first, self.is_hidden = is_first, is_hidden
        self.loop, self.control, self.client_for = loop, control, client_for
        self.settings_path, self.connect_to = settings_path, connect_to
        return self._act(self)

    def await_(self, coro: Any) -> Any:
        future: Future[Any] = self.loop.submit(coro)
        return future.result(LIMIT_S)


Show = Callable[[Callable[[Window], int]], None]


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    """Make gui() open a window in which `act` is done."""

    def show(act: Callable[[Window], int]) -> None:
        module = types.ModuleType("app.ui.application")
        module.run_window = Window(act).run  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "app.ui.application", module)

    return show


def start(data_dir: Path, connect_to: str | None = None, **environ: str) -> int:
    return gui({"data_dir": str(data_dir)}, ENVIRON | environ, connect_to)


def test_the_window_has_its_own_server_that_stops_with_it(tmp_path: Path, show: Show) -> None:
    def act(window: Window) -> int:
        assert window.control is not None
        address = window.await_(window.control.start())
        with urllib.request.urlopen(f"{address.url}/health") as reply:
            assert reply.status == 200
        client = window.client_for(address)
        assert window.await_(status_of(client)).data_dir == str(tmp_path)
        window.await_(client.close())
        assert (window.settings_path, window.connect_to) == (tmp_path / "window.ini", None)
        return 7

    show(act)
    assert start(tmp_path) == 7
    assert (holder(tmp_path), holder(tmp_path, WINDOW_LOCK_NAME)) == (None, None)
    assert "asyncio" not in [thread.name for thread in threading.enumerate()]


def test_a_second_start_raises_the_first_window_and_exits(tmp_path: Path, qapp: QApplication, show: Show) -> None:
    def act(window: Window) -> int:
        starts, raised = SecondStarts(window.settings_path.parent), []
        starts.raised.connect(lambda: raised.append(True))
        with started("--data-dir", str(tmp_path)) as second:
            while second.process.poll() is None:
                qapp.processEvents()
            assert second.wait() == 0
        starts.close()
        assert (window.is_first, raised) == (True, [True])
        return 3

    show(act)
    assert start(tmp_path) == 3


def test_a_window_on_another_server_is_no_second_start(tmp_path: Path, show: Show) -> None:
    def act(window: Window) -> int:
        assert (window.control, window.connect_to, window.is_first) == (None, "http://nas:3000", False)
        return 5

    show(act)
    with folder_lock(tmp_path, WINDOW_LOCK_NAME):
        assert start(tmp_path, "http://nas:3000") == 5


def test_a_hanging_first_window_does_not_block_a_second_start(tmp_path: Path, show: Show) -> None:
    def act(window: Window) -> int:
        assert not window.is_first
        return 5

    show(act)
    with folder_lock(tmp_path, WINDOW_LOCK_NAME):
        assert start(tmp_path) == 5


def test_a_start_in_the_background_leaves_the_window_that_is_there_alone(tmp_path: Path, show: Show) -> None:
    windows: list[Window] = []
    show(lambda window: windows.append(window) or 5)  # type: ignore[func-returns-value]
    with folder_lock(tmp_path, WINDOW_LOCK_NAME):
        assert gui({"data_dir": str(tmp_path)}, ENVIRON, None, is_hidden=True) == 0
    assert windows == []
    assert gui({"data_dir": str(tmp_path)}, ENVIRON, None, is_hidden=True) == 5
    assert windows[0].is_hidden


@pytest.mark.expects_log("was not started")
def test_invalid_settings_are_reported_in_the_window(tmp_path: Path, show: Show) -> None:
    def act(window: Window) -> int:
        assert window.control is not None
        with pytest.raises(AppError, match="SPARKLYTICS_RETENTION_DAYS must be"):
            window.await_(window.control.start())
        return 0

    show(act)
    assert start(tmp_path, SPARKLYTICS_RETENTION_DAYS="long") == 0


@pytest.mark.expects_log("cannot be used")
@pytest.mark.expects_log("The log file cannot be written")
def test_an_unusable_data_folder_is_reported_in_the_window(tmp_path: Path, show: Show) -> None:
    (tmp_path / "data").write_text("in the way")

    def act(window: Window) -> int:
        assert window.control is not None
        with pytest.raises(AppError, match="cannot be used"):
            window.await_(window.control.start())
        return 0

    show(act)
    assert start(tmp_path / "data") == 0


@pytest.mark.expects_log("ended unexpectedly")
def test_a_window_failure_ends_with_one_sentence_and_stops_the_server(tmp_path: Path, show: Show) -> None:
    def act(window: Window) -> int:
        assert window.control is not None
        window.await_(window.control.start())
        raise RuntimeError("broken")

    show(act)
    with pytest.raises(AppError, match="for details"):
        start(tmp_path)
    assert "broken" in (tmp_path / "log" / "sparklytics.log").read_text()
    assert holder(tmp_path) is None
