"""Closing the window on a system with a tray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from app.domain.errors import AppError
from app.loop import LoopThread
from app.ui.desktop.tray import Tray
from tests.ui.fakes import FakeControl, FrameClient, busy
from tests.ui.frame import Frame
from tests.ui.samples import SITE
from tests.ui.screens import save_screen


@pytest.fixture
def frame(qtbot: QtBot, loop_thread: LoopThread, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Frame]:
    monkeypatch.setattr(Tray, "is_available", staticmethod(lambda: True))
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda self: None)  # there is no place for it here
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda self, *about: None)
    client = FrameClient(SITE)
    client.now_active = busy()
    frame = Frame(qtbot, loop_thread, client, tmp_path, FakeControl())
    frame.start()
    frame.until_pages()
    yield frame
    frame.close()


def test_the_first_close_asks_and_the_answer_is_remembered(frame: Frame) -> None:
    frame.window.close()
    save_screen(frame.part(QWidget, "close_dialog"), "close", (440, 200))
    frame.press("close_keep")
    assert not frame.window.isVisible()
    assert frame.window_state.on_close == "background"
    frame.window.bring_to_front()
    frame.window.close()
    assert not frame.is_visible("close_dialog")
    assert not frame.window.isVisible()


def test_closing_by_quitting_is_remembered(frame: Frame) -> None:
    frame.window.close()
    with frame.qtbot.waitSignal(frame.window.quit_requested):
        frame.press("close_quit")
    assert frame.window_state.on_close == "quit"


def test_cancelling_keeps_the_window_and_asks_at_the_next_close(frame: Frame) -> None:
    frame.window.close()
    frame.press("close_cancel")
    assert frame.window.isVisible()
    assert frame.window_state.on_close == "ask"


def test_the_tray_icon_shows_current_visitors_and_opens_the_window(frame: Frame) -> None:
    tray = frame.window.desktop.background.tray
    assert tray is not None
    frame.qtbot.waitUntil(lambda: tray.text == "Tea shop: 12 visitors now, 12,480 today")
    frame.window.hide()
    tray.open_requested.emit()
    assert frame.window.isVisible()
    frame.client.error = AppError("unreachable", "The server does not answer.")
    frame.window.desktop.background.count()
    frame.qtbot.waitUntil(lambda: tray.text == "Sparklytics")


def test_without_a_running_server_closing_the_window_quits(frame: Frame) -> None:
    frame.link.stop()
    frame.qtbot.waitUntil(lambda: frame.link.state == "stopped")
    with frame.qtbot.waitSignal(frame.window.quit_requested):
        frame.window.close()


def test_without_notifications_nothing_is_told_by_the_icon(frame: Frame, monkeypatch: pytest.MonkeyPatch) -> None:
    messages: list[str] = []
    monkeypatch.setattr(Tray, "show_message", lambda self, text: messages.append(text))
    frame.window_state.on_close = "background"
    for has_notifications, count in ((False, 0), (True, 2)):
        frame.window_state.has_notifications = has_notifications
        frame.window.close()
        frame.window.notice("The report was not made.")
        assert len(messages) == count
        frame.window.bring_to_front()
