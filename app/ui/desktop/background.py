"""Closing of the window: keep collecting in the background behind a tray icon, or quit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.api.client import ApiClient
from app.domain.errors import AppError
from app.domain.reports.request import ReportRequest
from app.ui.desktop.tray import Tray
from app.ui.window_context import WindowContext
from app.ui.windows.confirm_dialog import Choice, ConfirmDialog

COUNT_EVERY_MS = 30_000


async def _visitors(client: ApiClient, website_id: str, today: date) -> tuple[int, int]:
    """Return the numbers of visitors now and today."""
    realtime = await client.realtime(website_id)
    stats = await client.stats(website_id, ReportRequest(today, today))
    return realtime.active_visitors, stats.visitors


class Background(QObject):
    """Owner of the tray icon, if the system has a tray. quit_requested: the user quits."""

    quit_requested = Signal()
    open_requested = Signal()
    command_requested = Signal(str)  # name of a command of the window
    hidden = Signal()  # the window was closed to the tray

    def __init__(self, context: WindowContext, *, has_tray: bool = True) -> None:
        """has_tray: this window is the first, to which the icon belongs."""
        super().__init__(context.window)
        self._bridge, self._link, self._workspace = context.bridge, context.link, context.workspace
        self._window_state, self._window = context.window_state, context.window
        self._tray = Tray(self) if has_tray and Tray.is_available() else None
        self.closes_elsewhere: Callable[[], bool] = lambda: False  # set where there may be further windows
        self._counted_id = ""  # of the website whose visitors the tray shows
        self._count = QTimer(self, interval=COUNT_EVERY_MS)
        self._count.timeout.connect(self.count)
        if self._tray is not None:
            self._tray.open_requested.connect(self.open_requested)
            self._tray.quit_requested.connect(self.quit_requested)
            self._tray.command_requested.connect(self.command_requested)
            self._count.start()
            context.workspace.changed.connect(self._on_workspace)

    @property
    def tray(self) -> Tray | None:
        return self._tray

    def stop(self) -> None:
        self._count.stop()
        if self._tray is not None:
            self._tray.hide()

    def tell(self, text: str, in_window: Callable[[str], object]) -> None:
        """Show a message by the tray icon while the window is hidden, else or without notifications in the window."""
        if self._tray is None or self._window.isVisible() or not self._window_state.has_notifications:
            in_window(text)
        else:
            self._tray.show_message(text)

    def close_window(self) -> None:
        """Hide the window or quit, as the user chose. Ask the first time, if the window can be opened again."""
        if not self.closes_elsewhere():
            self.close_last(self._window)

    def close_last(self, over: QWidget) -> None:
        """Close the last window on screen. over: that window."""
        own = self._link.own
        if self._tray is None or own is None or own.state != "running":
            self.quit_requested.emit()
        elif self._window_state.on_close == "background":
            self._hide()
        elif self._window_state.on_close == "quit":
            self.quit_requested.emit()
        else:
            self._ask(over)

    @Slot()
    def count(self) -> None:
        """Load the numbers of visitors for the tray."""
        client, website = self._link.client, self._workspace.website
        if client is None or website is None or self._link.state != "running":
            self._show_count(None)
        else:
            numbers = _visitors(client, website.id, self._workspace.today())
            self._bridge.run(numbers, self._show_count, self._on_count_failed)

    def _ask(self, over: QWidget) -> None:
        detail = self.tr(
            "Visits are counted only while Sparklytics is running. It can keep running in the tray without a window. "
            "Your choice is saved."
        )
        answers = (
            Choice("close_cancel", self.tr("Cancel")),
            Choice("close_quit", self.tr("Quit"), self._on_leave),
            Choice("close_keep", self.tr("Keep collecting"), self._on_keep, is_default=True),
        )
        title, question = self.tr("Close the window"), self.tr("Keep collecting in the background?")
        ConfirmDialog("close_dialog", title, question, detail, answers, over).open()

    def _on_keep(self) -> None:
        self._window_state.on_close = "background"
        self._hide()

    def _on_leave(self) -> None:
        self._window_state.on_close = "quit"
        self.quit_requested.emit()

    def _hide(self) -> None:
        self._window.hide()
        self.hidden.emit()
        if self._tray is not None and self._window_state.has_notifications:
            self._tray.show_message(self.tr("Sparklytics keeps collecting. Click its icon to open the window again."))

    @Slot()
    def _on_workspace(self) -> None:
        """Count for another website at once."""
        website = self._workspace.website
        if (website_id := website.id if website is not None else "") != self._counted_id:
            self._counted_id = website_id
            self.count()

    def _on_count_failed(self, error: AppError) -> None:
        self._show_count(None)

    def _show_count(self, visitors: tuple[int, int] | None) -> None:
        website = self._workspace.website
        if self._tray is not None:
            self._tray.show_visitors(visitors, website.name if website else "")
