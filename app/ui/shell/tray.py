"""Tray icon: current visitors, open the window, quit."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui import format
from app.ui.style.dress import dress
from app.ui.style.icons import icon
from app.ui.texts import plain_tip


class Tray(QObject):
    """Icon in the system tray. open_requested, quit_requested: from its menu or a click."""

    open_requested = Signal()
    quit_requested = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = QMenu()
        dress(self._menu)
        self._menu.setObjectName("tray_menu")
        self._visitors: QAction = self._menu.addAction("")
        self._visitors.setObjectName("tray_visitors")
        self._visitors.triggered.connect(self.open_requested)
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Open Sparklytics"), self.open_requested.emit)
        self._menu.addAction(self.tr("Quit"), self.quit_requested.emit)
        self._icon = QSystemTrayIcon(icon("logo"), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self.show_visitors(None, "")
        self._icon.show()

    @staticmethod
    def is_available() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def text(self) -> str:
        return self._visitors.text()

    def show_visitors(self, visitors: int | None, site: str) -> None:
        """Show the number of visitors. visitors: None without a running server or a website."""
        if visitors is None:
            text = "Sparklytics"
        else:
            now = self.tr("%1 visitors now", n=visitors)
            text = f"{site}: {now}".replace("%1", format.exact(visitors))
        self._visitors.setText(text.replace("&", "&&"))
        self._icon.setToolTip(plain_tip(text))

    def show_message(self, text: str) -> None:
        """Show a message while the window is hidden."""
        self._icon.showMessage("Sparklytics", plain_tip(text), icon("logo"))

    def hide(self) -> None:
        self._icon.hide()

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()
