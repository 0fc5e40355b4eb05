"""Garbage collection on the GUI thread alone.

Python collects cycles on whichever thread happens to allocate: that of the server, or one that imports. Objects of Qt
in such a cycle would be destroyed there, which Qt does not allow: timers cannot be stopped, locks are never released.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

CHECK_MS = 250
# Lower than those of the process: 50,000 objects, which the server lets go of in seconds under load, hold the window up
# for a tenth of a second.
THRESHOLDS = (5_000, 5, 100)
# The thresholds alone would leave a closed dialog in memory for hours: few objects of a window outlive their use.
FULL_AFTER_S = 60.0


class GarbageCollection(QObject):
    """Turns automatic collection off for the rest of the process, and collects in turns of the GUI thread instead.

    check_ms: between two looks at what has gathered.
    """

    def __init__(self, check_ms: int = CHECK_MS) -> None:
        super().__init__()
        gc.disable()
        self._is_starting: Callable[[], bool] | None = None
        self._full_s = time.monotonic()
        self._timer = QTimer(self, interval=check_ms)
        self._timer.timeout.connect(self._on_check)

    def start(self, is_starting: Callable[[], bool]) -> None:
        """Collect from the moment when `is_starting` is False. What there is by then stays, and is never gone through:
        the modules alone are most of all objects, and took a tenth of a second each time.
        """
        self._is_starting = is_starting
        self._timer.start()

    def stop(self) -> None:
        """Collect no more. Automatic collection stays off: objects of the window may be left."""
        self._timer.stop()

    @Slot()
    def _on_check(self) -> None:
        if self._is_starting is not None:
            if not self._is_starting():
                self._is_starting = None
                gc.freeze()
        elif time.monotonic() - self._full_s >= FULL_AFTER_S:
            self._full_s = time.monotonic()
            gc.collect()
        else:
            collect_due(THRESHOLDS)


def collect_due(thresholds: tuple[int, int, int]) -> None:
    """Collect the oldest generation whose count has passed its threshold, as Python would by itself."""
    passed = [at for at, count in enumerate(gc.get_count()) if count > thresholds[at]]
    if passed:
        gc.collect(max(passed))
