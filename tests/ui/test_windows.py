"""Several windows: each with its own site, all on one server, and back at the next start."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.domain.server_status import HealthCheck
from app.loop import LoopThread
from app.ui import window_set
from app.ui.application import Application
from app.ui.desktop import desktop
from app.ui.desktop.tray import Tray
from app.ui.main_window import MainWindow
from app.ui.servers.server_link import remote_address
from app.ui.window_state import WindowState
from tests.ui.fakes import BLOG, FakeControl, FrameClient, status
from tests.ui.samples import SITE


class Program:
    """Starts of the program on one data folder. codes: with which it ended."""

    def __init__(self, qtbot: QtBot, loop: LoopThread, folder: Path) -> None:
        self._qtbot, self._loop, self._path = qtbot, loop, folder / "window.ini"
        self.control = FakeControl()
        self.codes: list[int] = []
        self.application: Application | None = None

    def start(self, *, is_hidden: bool = False) -> Application:
        self.application = Application(
            self._loop, self.control, lambda _: cast(ApiClient, FrameClient(SITE, BLOG)), self._path, is_first=True
        )
        self.application.start(is_hidden=is_hidden)
        self.until_running()
        return self.application

    def until_running(self) -> None:
        """Wait until every window shows a site."""
        self._qtbot.waitUntil(lambda: all(window.workspace.website is not None for window in self.windows))
        self._qtbot.waitUntil(lambda: not any(opened.bridge.has_open_calls for opened in self._opened))

    @property
    def windows(self) -> list[MainWindow]:
        return [opened.window for opened in self._opened]

    def open_another(self) -> MainWindow:
        count = len(self.windows)
        self.windows[0].menus.choose("new_window")
        assert len(self.windows) == count + 1
        self.until_running()
        return self.windows[-1]

    def release(self, gate: asyncio.Event) -> None:
        """Let the server go on with a stop that was held up."""

        async def release() -> None:
            gate.set()

        self._loop.submit(release()).result(5)

    def quit(self) -> None:
        assert self.application is not None
        self.application.request_quit()
        self._qtbot.waitUntil(lambda: self.codes == [0])
        self.codes.clear()
        self.clear()

    def clear(self) -> None:
        if self.application is not None:
            for opened in self._opened:
                opened.window.prepare_to_quit()
                opened.bridge.stop()
                shiboken6.delete(opened.window)
            self.application = None

    @property
    def _opened(self) -> tuple[window_set.OpenWindow, ...]:
        return self.application.windows.windows if self.application is not None else ()


@pytest.fixture
def program(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    program = Program(qtbot, loop_thread, tmp_path)
    monkeypatch.setattr(QApplication, "exit", program.codes.append)
    yield program
    program.clear()


def shown_sites(program: Program) -> list[str]:
    return [window.workspace.view.website_id for window in program.windows]


def test_windows_show_their_own_sites_and_come_back_at_the_next_start(program: Program) -> None:
    first = program.start().window
    first.actions_of_view.show_page("server")
    second = program.open_another()
    assert second.workspace.view == first.workspace.view
    second.actions_of_view.choose_site(BLOG.id)
    second.actions_of_view.show_page("sharing")
    assert shown_sites(program) == [SITE.id, BLOG.id]
    program.quit()
    program.start()
    assert shown_sites(program) == [SITE.id, BLOG.id]
    assert [window.workspace.view.page for window in program.windows] == ["server", "sharing"]


def test_a_start_in_the_background_without_a_tray_minimises_every_window(program: Program, tmp_path: Path) -> None:
    state = WindowState(tmp_path / "window.ini")
    state.further_windows = (2,)
    state.save()
    program.start(is_hidden=True)
    assert [window.isMinimized() for window in program.windows] == [True, True]


def test_closing_one_window_leaves_the_others_and_it_does_not_come_back(qtbot: QtBot, program: Program) -> None:
    first = program.start().window
    second = program.open_another()
    second.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(second))
    assert (program.windows, first.isVisible(), program.codes) == ([first], True, [])
    program.quit()
    program.start()
    assert len(program.windows) == 1


def test_a_closed_window_leaves_nothing_in_memory(qtbot: QtBot, program: Program) -> None:
    windows = program.start().windows
    program.open_another()
    opened = windows.windows[1]
    parts = [opened.window, opened.link, opened.bridge]
    remains = weakref.ref(opened)
    del opened
    parts[0].close()
    qtbot.waitUntil(lambda: not any(map(shiboken6.isValid, parts)))
    parts.clear()
    gc.collect()
    assert remains() is None


def test_the_last_window_on_screen_ends_the_program_whichever_it_is(qtbot: QtBot, program: Program) -> None:
    first = program.start().window
    second = program.open_another()
    first.close()
    assert (first.isVisible(), second.isVisible(), program.codes) == (False, True, [])
    second.close()
    qtbot.waitUntil(lambda: program.codes == [0])
    assert program.control.calls[-1] == "stop"


def test_what_one_window_does_with_the_server_shows_in_all(qtbot: QtBot, program: Program) -> None:
    first = program.start().window
    second = program.open_another()

    def states() -> set[str]:
        return {label.text() for window in (first, second) if (label := window.findChild(QLabel, "status_state"))}

    assert states() == {"Running"}
    second.menus.choose("server_stop")
    qtbot.waitUntil(lambda: states() == {"Stopped"})
    first.menus.choose("server_start")
    qtbot.waitUntil(lambda: states() == {"Running"})
    program.until_running()


@pytest.mark.parametrize(("command", "ended"), [("server_stop", "stopped"), ("server_restart", "running")])
def test_what_a_window_does_with_the_server_goes_on_when_it_is_closed(
    qtbot: QtBot, program: Program, command: str, ended: str
) -> None:
    link = program.start().link
    second = program.open_another()
    gate = program.control.stop_gate = asyncio.Event()
    second.menus.choose(command)
    assert link.state in ("stopping", "starting")
    second.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(second))
    program.release(gate)
    qtbot.waitUntil(lambda: link.state == ended)
    program.until_running()


def test_one_window_of_each_server_tells_of_its_troubles(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[str] = []
    monkeypatch.setattr(Tray, "is_available", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)  # there is no place for it here
    monkeypatch.setattr(Tray, "show_message", lambda self, text: messages.append(text))
    monkeypatch.setattr(desktop, "_is_looked_at", lambda: False)
    windows = program.start().windows
    program.open_another()
    trouble = status(checks=(HealthCheck("disk", "degraded", "only 400 MB are free on the disk"),))
    for opened in windows.windows:  # the second one shows the local server at first
        opened.link.connect_to(remote_address("http://nas.local:3000"))
        program.until_running()
        for shown in windows.windows * 2:
            shown.bridge.server_status.emit(trouble)
    assert messages == ["nas: Only 400 MB are free on the disk.", "Only 400 MB are free on the disk."]


def test_the_number_of_windows_is_bounded(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_set, "MOST_WINDOWS", 1)
    first = program.start().window
    first.menus.choose("new_window")
    assert program.windows == [first]
    text = first.findChild(QLabel, "toast_text")
    assert text is not None
    assert text.text() == "No more than 1 windows can be open."
