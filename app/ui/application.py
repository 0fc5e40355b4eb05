"""Start and end of the window: the Qt application, unexpected errors, and the order of stopping."""

from __future__ import annotations

import linecache
import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.server_control import ServerAddress, ServerControl
from app.loop import LoopThread
from app.ui.process.garbage import GarbageCollection
from app.ui.process.language import LanguageChoice, speak
from app.ui.process.os_signals import OsSignals
from app.ui.process.second_start import SecondStarts
from app.ui.style import theme
from app.ui.style.dress import dressing_in_steps
from app.ui.style.icons import icon
from app.ui.window_set import OpenWindow, WindowSet
from app.ui.window_state import WindowState

log = logging.getLogger(__name__)

NAME = "Sparklytics Desktop"
ORGANISATION = "Sparklytics"
EXIT_DONE, EXIT_FAILED, EXIT_AT_ONCE = 0, 1, 130


class Application(QObject):
    """Objects that live as long as the window. One a process.

    control: the local server; it is left alone when `connect_to` names a remote one. settings_path: of the window's
    ini file, in the data folder. is_first: this window holds the data folder, and a second start raises it.
    """

    _failed = Signal(object)  # AppError, emitted on any thread

    def __init__(
        self,
        loop: LoopThread,
        control: ServerControl | None,
        client_for: Callable[[ServerAddress], ApiClient],
        settings_path: Path,
        *,
        is_first: bool = False,
    ) -> None:
        super().__init__()
        self._is_quitting = False
        self._window_state = WindowState(settings_path)
        theme.current().start(self._window_state.theme, self._window_state.zoom)
        first = OpenWindow(loop, control, client_for, settings_path)
        self.bridge, self.link, self.window = first.bridge, first.link, first.window
        self._is_first = is_first
        self.windows = WindowSet(
            first, lambda number: OpenWindow(loop, control, client_for, settings_path, number, first), self
        )
        self.window.quit_requested.connect(self.request_quit)
        self._second_starts = SecondStarts(settings_path.parent, self) if is_first else None
        if self._second_starts is not None:
            self._second_starts.raised.connect(self.window.bring_to_front)
            self._second_starts.raised.connect(self.windows.restore)
        self._failed.connect(self.window.show_failure)

    def start(self, connect_to: str | None = None, *, is_hidden: bool = False) -> None:
        """Show the window, then start the local server or connect to the one at `connect_to`.

        is_hidden: only in the tray, as long as all is well; without a tray, minimised.
        """
        if is_hidden:
            self.window.desktop.start_hidden()
        else:
            self.window.show()
        self.window.pages.prepare()  # while the server starts
        if connect_to:
            self.window.remote_login.go(connect_to)
        else:
            self.link.start()
        if self._is_first and is_hidden and self.window.desktop.tray is not None:
            self.window.desktop.background.open_requested.connect(self.windows.restore)
        elif self._is_first:
            self.windows.restore(are_minimised=is_hidden)

    @Slot()
    def request_quit(self) -> None:
        """Stop everything in order, then exit. A second request exits at once."""
        if self._is_quitting:
            log.warning("Quitting at once after a second request")
            QApplication.exit(EXIT_AT_ONCE)
            return
        self._is_quitting = True
        if self._second_starts is not None:
            self._second_starts.close()
        self.windows.save()
        for opened in self.windows.windows:
            opened.window.prepare_to_quit()
        for opened in self.windows.further:
            opened.bridge.stop()
        self.bridge.finish(self._close(self.windows.further), self._on_closed, self._on_close_failed)

    def report(self, error: BaseException) -> None:
        """Log an unexpected error and show a general sentence; the window stays open. Safe to call from any thread."""
        log.error("Unexpected failure", exc_info=error)
        sentence = self.tr("Something unexpected went wrong. The log has the details.")
        self._failed.emit(AppError("internal_server_error", sentence))

    async def _close(self, further: tuple[OpenWindow, ...]) -> None:
        """Close the clients of all windows, then the local server. Runs on the asyncio thread."""
        for opened in further:
            await opened.link.close_client()
        await self.link.close()

    def _on_closed(self, _: None) -> None:
        QApplication.exit(EXIT_DONE)

    def _on_close_failed(self, error: AppError) -> None:
        log.error("The server did not stop properly: %s", error.message)
        QApplication.exit(EXIT_FAILED)


def run_window(
    loop: LoopThread,
    control: ServerControl | None,
    client_for: Callable[[ServerAddress], ApiClient],
    settings_path: Path,
    connect_to: str | None = None,
    *,
    is_first: bool = False,
    is_hidden: bool = False,
) -> int:
    """Show the window until the user quits and return the exit code. The caller starts and stops `loop`.

    control: the local server, started and stopped here; None for a window on remote servers only. is_hidden: see
    `Application.start`.
    """
    linecache.clearcache()  # PySide6 reads the source of each module, to see whether it uses Qt: up to 30 MiB
    qt = _qt_application(WindowState(settings_path).language)
    garbage = GarbageCollection()
    application = Application(loop, control, client_for, settings_path, is_first=is_first)
    signals = OsSignals(application.request_quit)
    hooks = sys.excepthook, threading.excepthook
    sys.excepthook = lambda kind, error, trace: _on_unexpected(application, error, trace)
    threading.excepthook = lambda args: _on_unexpected(application, args.exc_value, args.exc_traceback)
    try:
        with dressing_in_steps():
            application.start(connect_to, is_hidden=is_hidden)
            garbage.start(lambda: application.window.pages.is_importing)
            return qt.exec()
    finally:
        sys.excepthook, threading.excepthook = hooks
        signals.restore()
        garbage.stop()


def _on_unexpected(application: Application, error: BaseException | None, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        application.request_quit()
    elif error is not None:
        application.report(error.with_traceback(trace))


def _qt_application(language: LanguageChoice) -> QApplication:
    """Return the application object with names, icon and language set."""
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    QApplication.setOrganizationName(ORGANISATION)
    QApplication.setDesktopFileName("sparklytics")  # desktops find icon and menu entry by it
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(["sparklytics"])
    qt.setQuitOnLastWindowClosed(False)  # the window may be hidden while events are collected
    qt.setWindowIcon(icon("logo"))
    speak(qt, language)
    return qt
