"""Automatic refresh of the page on screen: soon after events were stored, and every minute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

STORED_EVERY_MS = 2_000
IDLE_EVERY_MS = 60_000


class AutoRefresh(QObject):
    """`due` comes at once for the first stored batch, then at most every two seconds.

    is_asking: the page still waits for replies, and a refresh would withdraw its questions: it waits as well.
    """

    due = Signal()

    def __init__(self, is_asking: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_asking = is_asking
        self._has_news = False
        self._pause = QTimer(self, singleShot=True, interval=STORED_EVERY_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self._idle = QTimer(self, interval=IDLE_EVERY_MS)
        self._idle.timeout.connect(self._on_idle)

    def start(self) -> None:
        self._idle.start()

    def stop(self) -> None:
        self._has_news = False
        self._pause.stop()
        self._idle.stop()

    def stored(self) -> None:
        """Note that events of the website on screen were stored."""
        self._has_news = True
        if not self._pause.isActive():
            self._announce()

    def _announce(self) -> None:
        self._has_news = self._is_asking()
        self._idle.start()  # restarts
        self._pause.start()
        if not self._has_news:
            self.due.emit()

    @Slot()
    def _on_idle(self) -> None:
        if not self._is_asking():
            self.due.emit()

    @Slot()
    def _on_pause_over(self) -> None:
        if self._has_news:
            self._announce()
