"""Second start of the program on the same data folder: it brings the first window to the front and ends.

The first window listens on a local socket (a named pipe on Windows) named after its data folder. Only the window that
holds the lock of the folder listens, so a socket that is already there was left by a crash and is removed.
"""

from __future__ import annotations

import hashlib
import logging
import os
import time
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger(__name__)

LIMIT_MS = 2_000
_RETRY_S = 0.05  # the first window may hold the lock and not listen yet
_REPLY = b"raised\n"
_DIGITS = 16  # a path of a socket may have some 100 characters


def server_name(data_dir: Path) -> str:
    """Return the name of the local socket of a data folder, the same for every path that leads to it."""
    return f"sparklytics-{hashlib.sha256(os.fsencode(data_dir.resolve())).hexdigest()[:_DIGITS]}"


class SecondStarts(QObject):
    """Listener of the first window, open to its own user only. raised: a second start asks for the window."""

    raised = Signal()

    def __init__(self, data_dir: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        name = server_name(data_dir)
        QLocalServer.removeServer(name)
        if not self._server.listen(name):
            log.warning("A second start cannot bring this window to the front: %s", self._server.errorString())

    def close(self) -> None:
        """Stop listening. The socket is removed."""
        self._server.close()

    @Slot()
    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            connection = self._server.nextPendingConnection()
            connection.disconnected.connect(connection.deleteLater)
            connection.write(_REPLY)
            connection.flush()
            log.info("Brought to the front by a second start")
            self.raised.emit()


def raise_first_window(data_dir: Path, limit_ms: int = LIMIT_MS) -> bool:
    """Bring the first window of a data folder to the front. False when none replies in time.

    Works without an application object.
    """
    deadline = QDeadlineTimer(limit_ms)
    socket = QLocalSocket()
    name = server_name(data_dir)
    while not deadline.hasExpired():
        socket.connectToServer(name)
        if socket.waitForConnected(deadline.remainingTime()):
            return socket.waitForReadyRead(deadline.remainingTime()) and socket.readAll().data() == _REPLY
        socket.abort()
        time.sleep(_RETRY_S)
    return False
