"""Tray icon: visitors now and today, a pause of collecting, open the window, quit."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui import format
from app.ui.commands import PAUSES, command_text
from app.ui.style.dress import dress
from app.ui.style.icons import icon
from app.ui.texts import plain_tip
from app.ui.translation import filled


class Tray(QObject):
    """Icon in the system tray. open_requested, quit_requested: from its menu or a click.

    command_requested carries the name of a command of the window.
    """

    open_requested = Signal()
    quit_requested = Signal()
    command_requested = Signal(str)

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
        self._pauses = [self._add(name) for name in PAUSES]
        self._resume = self._add("resume")
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Quit"), self.quit_requested.emit)
        self._icon = QSystemTrayIcon(icon("logo"), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._on_activated)
        self._icon.messageClicked.connect(self.open_requested)
        self._numbers, self._pause = "", ""
        self.show_visitors(None, "")
        self.show_pause("", can_pause=False)
        self._icon.show()

    @staticmethod
    def is_available() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def text(self) -> str:
        return self._visitors.text()

    @property
    def tip(self) -> str:
        return self._icon.toolTip()

    def action(self, name: str) -> QAction:
        """Return the entry of a command."""
        return next(action for action in self._menu.actions() if action.objectName() == f"tray_{name}")

    def show_visitors(self, visitors: tuple[int, int] | None, site: str) -> None:
        """Show the number of visitors now and today. visitors: None without a running server or a website."""
        if visitors is None:
            self._numbers = "Sparklytics"
        else:
            now, today = visitors
            text = self.tr("%1 visitors now, %2 today", n=now)
            self._numbers = f"{site}: {filled(text, format.exact(now), format.exact(today))}"
        self._visitors.setText(self._numbers.replace("&", "&&"))
        self._show_tip()

    def show_pause(self, text: str, *, can_pause: bool) -> None:
        """Show whether collecting is paused. text: a sentence, blank while it is not."""
        self._pause = text
        for pause in self._pauses:
            pause.setVisible(can_pause and not text)
        self._resume.setVisible(bool(text))
        self._icon.setIcon(icon("pause", "warning") if text else icon("logo"))
        self._show_tip()

    def show_message(self, text: str) -> None:
        """Show a message of the desktop."""
        self._icon.showMessage("Sparklytics", plain_tip(text), icon("logo"))

    def hide(self) -> None:
        self._icon.hide()

    def _add(self, name: str) -> QAction:
        action = self._menu.addAction(command_text(name), partial(self.command_requested.emit, name))
        action.setObjectName(f"tray_{name}")
        return action

    def _show_tip(self) -> None:
        self._icon.setToolTip(plain_tip("\n".join(filter(None, (self._numbers, self._pause)))))

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.open_requested.emit()
