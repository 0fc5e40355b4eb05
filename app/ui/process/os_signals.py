"""SIGINT and SIGTERM under Qt's event loop: Python handles them only between bytecodes, so a socket wakes it."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Slot

_WATCHED = (signal.SIGINT, signal.SIGTERM)


class OsSignals(QObject):
    """Calls `on_stop` on the GUI thread for each SIGINT or SIGTERM, until `restore`. Main thread only."""

    def __init__(self, on_stop: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_stop = on_stop
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._old_fd = signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        self._old_handlers = {number: signal.signal(number, self._handle) for number in _WATCHED}
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def restore(self) -> None:
        """Restore the previous handlers."""
        self._notifier.setEnabled(False)
        for number, handler in self._old_handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._old_fd)
        self._reading.close()
        self._writing.close()

    @Slot()
    def _on_woken(self) -> None:
        self._reading.recv(64)  # the numbers do not matter: reading them is what lets Python run `_handle`

    def _handle(self, number: int, frame: FrameType | None) -> None:
        self._on_stop()
