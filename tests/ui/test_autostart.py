"""Start at login, and the start in the background that it leads to."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.desktop.tray import Tray
from app.ui.process.autostart import FILE_NAME, Autostart, is_autostart_offered, own_autostart
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.frame import Frame
from tests.ui.samples import SITE


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frame]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path / "data", FakeControl(), page="server")
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_the_command_of_the_entry_is_quoted_as_desktops_read_it(tmp_path: Path) -> None:
    folder = 'my "data" $HOME/100% \\'
    Autostart(tmp_path, ("/opt/sparklytics", "--data-dir", folder, "--background")).switch(is_on=True)
    lines = (tmp_path / FILE_NAME).read_text().splitlines()
    quoted = r'"my \\"data\\" \\$HOME/100%% \\\\"'
    assert f"Exec=/opt/sparklytics --data-dir {quoted} --background" in lines


def test_an_entry_that_a_desktop_switched_off_is_off(tmp_path: Path) -> None:
    entry = Autostart(tmp_path, ("sparklytics",))
    assert not entry.is_on()
    entry.switch(is_on=True)
    assert entry.is_on()
    entry.path.write_text(entry.path.read_text() + "Hidden = true\n")
    assert not entry.is_on()


def test_on_macos_an_agent_of_launchd_starts_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    agent = own_autostart(tmp_path / "my data", "darwin")
    assert agent.path == tmp_path / "Library" / "LaunchAgents" / "sparklytics.desktop.plist"
    assert is_autostart_offered("darwin")
    assert not agent.is_on()
    agent.switch(is_on=True)
    written = plistlib.loads(agent.path.read_bytes())
    assert written["ProgramArguments"][-3:] == ["--data-dir", str(tmp_path / "my data"), "--background"]
    assert (written["Label"], written["RunAtLoad"]) == ("sparklytics.desktop", True)
    assert agent.is_on()
    for off in (plistlib.dumps({**written, "Disabled": True}), b"<plist>", b"<plist><date>x</date></plist>", b"\xff"):
        agent.path.write_bytes(off)
        assert not agent.is_on()
    agent.switch(is_on=False)
    assert not agent.path.exists()


def test_the_menu_switches_the_start_at_login(frame: Frame, tmp_path: Path) -> None:
    entry = own_autostart(tmp_path / "data")
    assert entry.path == tmp_path / "config" / "autostart" / FILE_NAME
    starts, ends = "Sparklytics starts minimised when you log in.", "Sparklytics no longer starts when you log in."
    for is_on, text in ((True, starts), (False, ends)):
        frame.window.menus.choose("start_at_login")
        frame.qtbot.waitUntil(lambda is_on=is_on: entry.is_on() is is_on and not frame.bridge.has_open_calls)
        assert entry.path.exists() is is_on
        assert frame.window.menus.is_checked("start_at_login") is is_on
        assert frame.part(QLabel, "toast_text").text() == text


def test_an_entry_that_cannot_be_written_is_reported_and_stays_off(frame: Frame, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    frame.window.menus.choose("start_at_login")
    frame.qtbot.waitUntil(lambda: frame.is_visible("toast"))
    path = own_autostart(tmp_path / "data").path
    sentence = f"The start at login cannot be changed: {path} cannot be written."
    assert frame.part(QLabel, "toast_text").text() == sentence
    assert not frame.window.menus.is_checked("start_at_login")


def test_a_start_in_the_background_shows_the_window_only_when_it_is_needed(
    qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tray, "is_available", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)  # there is no place for it here
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    frame.window.desktop.start_hidden()
    frame.link.start()
    qtbot.waitUntil(lambda: frame.link.state == "running")
    assert not frame.window.isVisible()
    frame.link.start_failed.emit(AppError("address_in_use", "The port is taken."))
    assert frame.window.isVisible()
    frame.close()
