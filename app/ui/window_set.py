"""Set of windows: further ones beside the first, each with a view and a connection of its own, on one local server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from app.api.client import ApiClient
from app.domain.server_control import ServerAddress, ServerControl
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.main_window import MainWindow
from app.ui.servers.server_link import OwnChange, ServerLink
from app.ui.window_state import WindowState

MOST_WINDOWS = 8
_FIRST = 1  # number of the first window


class OpenWindow:
    """A window with its connection. number: of its part of the saved state. leader: the first window, None for it."""

    def __init__(
        self,
        loop: LoopThread,
        control: ServerControl | None,
        client_for: Callable[[ServerAddress], ApiClient],
        settings_path: Path,
        number: int = _FIRST,
        leader: OpenWindow | None = None,
    ) -> None:
        self.number = number
        self.state = WindowState(settings_path, number)
        self.bridge = Bridge(loop)
        leading = leader.link if leader is not None else None
        self.link: ServerLink = ServerLink(self.bridge, control, client_for, leader=leading)
        folder = settings_path.parent / "log"
        desktop = leader.window.desktop if leader is not None else None
        self.window: MainWindow = MainWindow(self.bridge, self.link, self.state, folder, leader=desktop)

    @property
    def server_url(self) -> str:
        """URL of the server that the window is connected to; blank while there is none."""
        address = self.link.address if self.link.state == "running" else None
        return address.url if address is not None else ""

    def keep(self) -> None:
        """Save the server that is shown. The view is saved with each change, the geometry when the window is closed."""
        self.state.server = self.window.remote_login.url if self.link.is_remote else ""


class WindowSet(QObject):
    """Opens, closes and restores windows. new: makes the window of a number."""

    def __init__(self, first: OpenWindow, new: Callable[[int], OpenWindow], parent: QObject) -> None:
        super().__init__(parent)
        self._first, self._new = first, new
        self._further: list[OpenWindow] = []
        self._closing: set[OpenWindow] = set()
        self._is_restored = False  # else the saved windows are still to be opened, and are not replaced
        self._serve(first)
        first.window.desktop.background.hidden.connect(self.close_further)

    @property
    def windows(self) -> tuple[OpenWindow, ...]:
        """The windows that are open, the first one first."""
        return (self._first, *self._further)

    @property
    def further(self) -> tuple[OpenWindow, ...]:
        """All windows but the first, those that are being closed included."""
        return (*self._further, *self._closing)

    def restore(self, *, are_minimised: bool = False) -> None:
        """Open the windows that were open when the program ended, at the first call."""
        if self._is_restored:
            return
        self._is_restored = True
        for number in self._first.state.further_windows[: MOST_WINDOWS - 1]:
            self._open(self._new(number), is_minimised=are_minimised)

    def open_beside(self, opener: OpenWindow) -> None:
        """Open a window that shows what `opener` shows, so that another site can be chosen in it."""
        taken = {opened.number for opened in (*self.windows, *self._closing)}
        number = next((at for at in range(_FIRST + 1, MOST_WINDOWS + 1) if at not in taken), None)
        if number is None:
            text = QCoreApplication.translate("WindowSet", "No more than %1 windows can be open.")
            opener.window.notice(text.replace("%1", str(MOST_WINDOWS)))
            return
        opener.keep()
        state = WindowState(self._first.state.path, number)
        state.view, state.server = opener.state.view, opener.state.server
        self._open(self._new(number))

    def save(self) -> None:
        """Save which windows are open."""
        for opened in self.windows:
            opened.keep()
        if self._is_restored:
            self._first.state.further_windows = tuple(opened.number for opened in self._further)

    def close_further(self) -> None:
        """Close every window but the first."""
        for opened in tuple(self._further):
            self._close(opened)

    def _open(self, opened: OpenWindow, *, is_minimised: bool = False) -> None:
        self._further.append(opened)
        self._serve(opened)
        if is_minimised:
            opened.window.showMinimized()
        else:
            opened.window.show()
        opened.window.pages.prepare()
        if opened.state.server:
            opened.window.remote_login.go(opened.state.server)
        else:
            opened.link.start()

    def _serve(self, opened: OpenWindow) -> None:
        desktop = opened.window.desktop
        desktop.new_window_requested.connect(partial(self.open_beside, opened))
        desktop.background.closes_elsewhere = partial(self._on_close, opened)
        desktop.tells_of_server = partial(self._tells_of_server, opened)
        opened.link.own_changed.connect(partial(self._on_own_changed, opened))
        if opened is not self._first:
            opened.window.quit_requested.connect(self._first.window.quit_requested)

    def _on_own_changed(self, source: OpenWindow, change: OwnChange) -> None:
        """Tell the other windows what one of them did with the local server."""
        for opened in self.windows:
            if opened is not source:
                opened.link.follow(change)

    def _tells_of_server(self, opened: OpenWindow) -> bool:
        """True for the first of the windows that are connected to one server: they all hear of the same troubles."""
        return next((other for other in self.windows if other.server_url == opened.server_url), None) is opened

    def _on_close(self, opened: OpenWindow) -> bool:
        """Close one of several windows. False for the last one on screen that is the first window, which may quit."""
        others = [other for other in self.windows if other is not opened and other.window.isVisible()]
        if opened is self._first:
            if others:
                opened.window.hide()
            return bool(others)
        if others:
            self._close(opened)
        else:  # the first one was closed before
            self._first.window.desktop.background.close_last(opened.window)
        return True

    def _close(self, opened: OpenWindow) -> None:
        self._further.remove(opened)
        self._closing.add(opened)
        opened.window.prepare_to_quit()
        opened.bridge.stop()
        then = partial(self._on_closed, opened)
        self._first.bridge.run(opened.link.close_client(), then, then)  # then the loop is done with the other bridge

    def _on_closed(self, opened: OpenWindow, _: object) -> None:
        """Delete the objects of a window here: Python might let go of the last one on the asyncio thread."""
        self._closing.discard(opened)
        for part in (opened.window, opened.link, opened.bridge):
            part.deleteLater()
