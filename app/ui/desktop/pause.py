"""Pause of collecting: commands for it, and what the server says about it every second."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.server_status import ServerStatus
from app.ui import format
from app.ui.bridge import Bridge
from app.ui.commands import PAUSES
from app.ui.servers.server_link import ServerLink
from app.ui.translation import filled, translator

_tr = translator("pause")


class CollectingPause(QObject):
    """Pauses collecting on the server of `link`. changed: whether it is paused, for how long, or whether it can be."""

    changed = Signal()

    def __init__(self, bridge: Bridge, link: ServerLink, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._link = bridge, link
        self._is_known = False  # the server sends its status, so the caller may change it
        self._left_s = 0.0
        bridge.server_status.connect(self._on_status)
        link.state_changed.connect(self._on_state)
        link.client_changed.connect(self._on_client)

    @property
    def is_paused(self) -> bool:
        return self._left_s > 0

    @property
    def can_pause(self) -> bool:
        return self._is_known

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return the handlers of the commands, by their names."""
        pauses = {name: partial(self.pause, minutes) for name, minutes in PAUSES.items()}
        return {**pauses, "resume": self.resume}

    def pause(self, minutes: int) -> None:
        """Have the server refuse events for a while."""
        if (client := self._link.client) is not None and self._link.state == "running":
            self._bridge.run(client.pause_collecting(minutes), self._on_status)

    def resume(self) -> None:
        """Have the server accept events again."""
        if (client := self._link.client) is not None and self._link.state == "running":
            self._bridge.run(client.resume_collecting(), self._on_status)

    def text(self) -> str:
        """Return a sentence about the pause, blank while there is none."""
        if not self.is_paused:
            return ""
        server, left = self._link.server_name, format.span(math.ceil(self._left_s / 60) * 60)
        if server:
            return filled(_tr("Collecting is paused on %1 for another %2. Visits there are not counted."), server, left)
        return filled(_tr("Collecting is paused for another %1. Visits are not counted."), left)

    @Slot(object)
    def _on_status(self, status: ServerStatus) -> None:
        self._show(status.pause_left_s, is_known=True)

    @Slot(str)
    def _on_state(self, state: str) -> None:
        if state != "running":
            self._show(0.0, is_known=False)

    @Slot(object)
    def _on_client(self, _: object) -> None:
        self._show(0.0, is_known=False)

    def _show(self, left_s: float, *, is_known: bool) -> None:
        before = (self.text(), self._is_known)
        self._left_s, self._is_known = left_s, is_known
        if (self.text(), is_known) != before:
            self.changed.emit()
