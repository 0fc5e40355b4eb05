"""Automatic refresh of the page on screen: soon after events were stored, and every minute."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

STORED_EVERY_MS = 2_000
IDLE_EVERY_MS = 60_000


class AutoRefresh(QObject):
    """`due` comes at once for the first stored batch, then at most every two seconds."""

    due = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_news = False
        self._pause = QTimer(self, singleShot=True, interval=STORED_EVERY_MS)
        self._pause.timeout.connect(self._on_pause_over)
        self._idle = QTimer(self, interval=IDLE_EVERY_MS)
        self._idle.timeout.connect(self.due)

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
        self._has_news = False
        self._idle.start()  # restarts
        self._pause.start()
        self.due.emit()

    @Slot()
    def _on_pause_over(self) -> None:
        if self._has_news:
            self._announce()
