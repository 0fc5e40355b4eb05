"""Manners of a native program around its window: tray, notifications, start at login, a pause of collecting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from app.domain.errors import AppError
from app.ui.desktop.background import Background
from app.ui.desktop.notifications import Notifications
from app.ui.desktop.notify_send import NotifySend, own_notify_send
from app.ui.desktop.pause import CollectingPause
from app.ui.desktop.tray import Tray
from app.ui.process.autostart import is_autostart_offered, own_autostart
from app.ui.shell.banners import Banners
from app.ui.shell.menus import Menus
from app.ui.window_context import WindowContext
from app.ui.windows.about_dialog import about_dialog
from app.ui.windows.help_texts import MANUAL, help_target
from app.ui.windows.help_window import HelpWindow
from app.ui.windows.shortcuts_dialog import ShortcutsDialog

log = logging.getLogger(__name__)

_OF_PAUSE = ("pause_quarter", "pause_hour", "pause_workday")


class Desktop(QObject):
    """Connects the manners of the desktop with the window. notice: a sentence for a toast.

    failed carries the AppError of something that the user has asked for. data_dir: of this process.
    """

    notice = Signal(str)
    failed = Signal(object)
    new_window_requested = Signal()

    def __init__(self, context: WindowContext, data_dir: Path, leader: Desktop | None = None) -> None:
        """leader: of the first window, None for itself: the tray is one for all windows."""
        super().__init__(context.window)
        self._bridge, self._link, self._window_state = context.bridge, context.link, context.window_state
        self._workspace, self._window = context.workspace, context.window
        self.background = Background(context, has_tray=leader is None)
        self._leader = leader or self
        self.tells_of_server: Callable[[], bool] = lambda: True  # set where there may be further windows
        self._pause = CollectingPause(context.bridge, context.link, self)
        self._notifications = Notifications(context, self)
        self.notify_send = own_notify_send() if leader is None else None
        self._autostart = own_autostart(data_dir)
        self._help: HelpWindow | None = None
        self._menus: Menus | None = None
        self._banners: Banners | None = None
        self._pause.changed.connect(self._show_pause)
        self._notifications.message.connect(self._on_message)
        self._notifications.first_visit.connect(self._on_first_visit)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return the handlers of the commands, by their names."""
        return {
            "new_window": self.new_window_requested.emit,
            "start_at_login": self._switch_autostart,
            "notifications": self._switch_notifications,
            **self._pause.handlers(),
            "help": lambda: self._open_help(help_target(self._workspace.view.page)),
            "manual": lambda: self._open_help(MANUAL),
            "shortcuts": lambda: ShortcutsDialog(self._window).open(),
            "about": lambda: about_dialog(self._window).open(),
        }

    def serve(self, menus: Menus, banners: Banners) -> None:
        """Show the state in the menus and the banners from now on."""
        self._menus, self._banners = menus, banners
        banners.paused.acted.connect(self._pause.resume)
        if self._messages is None:
            menus.offer("notifications", is_offered=False)
        if self._link.own is None or not is_autostart_offered():
            menus.offer("start_at_login", is_offered=False)
        self._window.installEventFilter(self)
        self._show_choices()
        self._show_pause()

    def start_hidden(self) -> None:
        """Stay in the tray until the user opens the window or the server does not start; minimised without a tray."""
        if self.background.tray is None:
            self._window.showMinimized()
        self._link.start_failed.connect(self.background.open_requested)

    @property
    def tray(self) -> Tray | None:
        """Tray icon of the program, if the system has a tray."""
        return self._leader.background.tray

    @property
    def _messages(self) -> Tray | NotifySend | None:
        """Way to show messages on the desktop, None without one."""
        return self.tray or self._leader.notify_send

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate:
            self._show_choices()  # another window may have changed them
        elif event.type() == QEvent.Type.Hide and not event.spontaneous() and self._help is not None:
            self._help.hide()  # spontaneous: minimised
        return False

    def stop(self) -> None:
        self.background.stop()
        self._notifications.stop()

    @Slot()
    def _show_pause(self) -> None:
        text, can_pause = self._pause.text(), self._pause.can_pause
        if self._menus is not None and self._banners is not None:
            self._menus.set_enabled(_OF_PAUSE, can_pause and not text)
            self._menus.set_enabled(("resume",), bool(text))
            self._banners.show_paused(text)
        if self.background.tray is not None:
            self.background.tray.show_pause(text, can_pause=can_pause)

    def _show_choices(self) -> None:
        """Show what was chosen for all windows."""
        if self._menus is not None:
            self._show_autostart()
            self._menus.show_switch("notifications", is_on=self._window_state.has_notifications)
            self._menus.show_theme(self._window_state.theme)
            self._menus.show_language(self._window_state.language)

    # Help

    def _open_help(self, target: str) -> None:
        if self._help is None:
            self._help = HelpWindow(self._window)
        self._help.show_place(target)

    # Start at login

    def _switch_autostart(self) -> None:
        entry = self._autostart
        is_on = not entry.is_on()
        call = asyncio.to_thread(entry.switch, is_on=is_on)
        self._bridge.run(call, self._on_autostart, self._on_autostart_failed)

    def _on_autostart(self, _: None) -> None:
        is_on = self._show_autostart()
        in_tray = self.tr("Sparklytics starts in the tray when you log in.")
        starts = in_tray if self.tray is not None else self.tr("Sparklytics starts minimised when you log in.")
        self.notice.emit(starts if is_on else self.tr("Sparklytics no longer starts when you log in."))

    def _on_autostart_failed(self, error: AppError) -> None:
        self._show_autostart()
        if error.code == "storage_unavailable":
            log.info("The start at login was not changed: %s", error.message)
            text = self.tr("The start at login cannot be changed: %1 cannot be written.")
            error = AppError(error.code, text.replace("%1", str(self._autostart.path)))
        self.failed.emit(error)

    def _show_autostart(self) -> bool:
        is_on = self._autostart.is_on()
        if self._menus is not None:
            self._menus.show_switch("start_at_login", is_on=is_on)
        return is_on

    # Notifications

    def _switch_notifications(self) -> None:
        is_on = not self._window_state.has_notifications
        self._window_state.has_notifications = is_on
        if self._menus is not None:
            self._menus.show_switch("notifications", is_on=is_on)
        on, off = self.tr("Notifications are on."), self.tr("Notifications are off.")
        self.notice.emit(on if is_on else off)

    @Slot(str)
    def _on_message(self, text: str) -> None:
        """Tell a trouble on the desktop; a window that is looked at shows it by itself."""
        is_due = self._window_state.has_notifications and self.tells_of_server() and not _is_looked_at()
        if self._messages is not None and is_due:
            self._messages.show_message(text)

    @Slot(str)
    def _on_first_visit(self, text: str) -> None:
        if self._window.isActiveWindow():
            self.notice.emit(text)
        else:
            self._on_message(text)


def _is_looked_at() -> bool:
    return QApplication.activeWindow() is not None
