"""Pause of collecting: shown in the window and the tray while it lasts, and ended from both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.loop import LoopThread
from app.ui.desktop.tray import Tray
from tests.ui.fakes import FakeControl, FrameClient, status
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frame]:
    monkeypatch.setattr(Tray, "is_available", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)  # there is no place for it here
    frame = Frame(qtbot, loop_thread, FrameClient(SITE), tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def tray_action(frame: Frame, name: str) -> QAction:
    tray = frame.window.desktop.background.tray
    assert tray is not None
    return tray.action(name)


def test_a_pause_is_shown_in_window_and_tray_until_it_is_ended(frame: Frame) -> None:
    menus = frame.window.menus
    assert not menus.is_enabled("pause_hour"), "before the server said that the caller may see its state"
    frame.client.push(status())
    frame.qtbot.waitUntil(lambda: menus.is_enabled("pause_hour"))
    assert not menus.is_enabled("resume")
    tray_action(frame, "pause_hour").trigger()
    frame.qtbot.waitUntil(lambda: frame.is_visible("paused_banner"))
    text = "Collecting is paused for another 1 h. Visits are not counted."
    assert frame.part(QLabel, "paused_banner_text").text() == text
    tray = frame.window.desktop.background.tray
    assert tray is not None
    assert tray.tip.endswith(text)
    assert not menus.is_enabled("pause_hour")
    save_screen(frame.window, "paused", (900, 600))
    frame.press("paused_banner_action")
    frame.qtbot.waitUntil(lambda: not frame.is_visible("paused_banner"))
    assert "paused" not in tray.tip
    assert [call for call in frame.client.calls if "collecting" in str(call[0])] == [
        ("pause_collecting", 60),
        ("resume_collecting",),
    ]


def test_a_pause_is_no_longer_shown_when_the_server_is_stopped(frame: Frame) -> None:
    frame.client.push(status(pause_left_s=90.5))
    frame.qtbot.waitUntil(lambda: frame.is_visible("paused_banner"))
    assert "another 2 min." in frame.part(QLabel, "paused_banner_text").text()
    assert tray_action(frame, "resume").isVisible()
    frame.link.stop()
    frame.qtbot.waitUntil(lambda: frame.link.state == "stopped")
    assert not frame.is_visible("paused_banner")
    assert not tray_action(frame, "resume").isVisible()
