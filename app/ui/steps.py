"""Steps of a longer work on widgets, with turns of the event loop between them: the window reacts meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

TURN_S = 0.008  # work before the event loop gets its turn; one long step may exceed it


class Steps(QObject):
    """Runs one work at a time, which is a generator that yields after each step. finished: after its last step."""

    finished = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[None] | None = None
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._on_turn)

    @property
    def is_running(self) -> bool:
        return self._turn.isActive()

    def start(self, steps: Iterator[None]) -> None:
        """Run a work, instead of the one before if that is not finished."""
        self._left = steps
        self._turn.start(0)

    def stop(self) -> None:
        self._left = None
        self._turn.stop()

    @Slot()
    def _on_turn(self) -> None:
        end_s = time.perf_counter() + TURN_S
        while self._left is not None and time.perf_counter() < end_s:
            try:
                is_done = next(self._left, self) is self
            except BaseException:  # whatever ended the step would end it again in the next turn; it goes on to the hook
                self.stop()
                raise
            if is_done:
                self.stop()
                self.finished.emit()
                return
