"""The whole window with a fake server."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.api.client import ApiClient
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.servers.server_link import ServerLink
from app.ui.view import View
from app.ui.window_state import WindowState
from tests.ui.fakes import FakeControl, FrameClient
from tests.ui.samples import NOW

W = TypeVar("W", bound=QWidget)


class Frame:
    """Main window with a fake server; call `close` at the end. page: the page last shown, empty for the first."""

    def __init__(
        self,
        qtbot: QtBot,
        loop: LoopThread,
        client: FrameClient,
        folder: Path,
        control: FakeControl | None,
        now: Callable[[], datetime] = lambda: NOW,
        page: str = "",
    ) -> None:
        self.qtbot, self.client, self.control = qtbot, client, control
        self.bridge = Bridge(loop)
        self.link = ServerLink(self.bridge, control, lambda address: cast(ApiClient, client.at(address)))
        self.window_state = WindowState(folder / "window.ini")
        if page:
            self.window_state.view = View(page=page)
        self.window = MainWindow(self.bridge, self.link, self.window_state, folder / "log", now)

    def start(self) -> None:
        """Show the window and start the server."""
        with self.qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.link.start()

    def until_pages(self) -> None:
        """Wait until the page on screen has its numbers."""
        self.qtbot.waitUntil(lambda: self.is_visible("frame"))
        self.qtbot.waitUntil(lambda: self.client.is_heard)

    def close(self) -> None:
        if not shiboken6.isValid(self.window):
            return
        self.window.prepare_to_quit()
        self.bridge.stop()
        shiboken6.delete(self.window)  # not by qtbot, which would close it, and closing it means to quit

    def part(self, kind: type[W], name: str) -> W:
        """Return a visible part of the window or of a dialog over it."""
        for top in (self.window, *QApplication.topLevelWidgets()):
            for widget in (top, *top.findChildren(QWidget, name)):
                if isinstance(widget, kind) and widget.objectName() == name and widget.isVisible():
                    return widget
        raise AssertionError(f"{name} is not on screen")

    def is_visible(self, name: str) -> bool:
        return any(
            widget.isVisible()
            for top in QApplication.topLevelWidgets()
            for widget in (top, *top.findChildren(QWidget, name))
            if widget.objectName() == name
        )

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.part(QWidget, name), Qt.MouseButton.LeftButton)

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        target = QApplication.focusWidget() or self.window
        if isinstance(key, str):
            self.qtbot.keyClicks(target, key, modifier)
        else:
            self.qtbot.keyClick(target, key, modifier)

    def reached_by_tab(self, start: str, steps: int) -> set[str]:
        """Return the names of the parts reached from `start` by so many steps back with the Tab key."""
        reached = set()
        self.part(QWidget, start).setFocus()
        for _ in range(steps):
            self.key(Qt.Key.Key_Backtab)
            focused = QApplication.focusWidget()
            assert focused is not None
            reached.add(focused.objectName())
        return reached
