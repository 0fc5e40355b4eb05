"""Status bar: state of the server in one line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QSizePolicy

from app.domain.server_control import ServerState
from app.domain.server_status import ServerStatus
from app.ui import format
from app.ui.servers.health_texts import check_text
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.theme import SPACE
from app.ui.style.tones import STATE_TONES, Tone
from app.ui.texts import lost_name, plain_tip, state_name
from app.ui.widgets.gauge import tone_of
from app.ui.widgets.parts import button, follow_text, label, row, set_tone

_STEPS = 1_000


class StatusBar(QFrame):
    """Bar at the lower edge. address_copied carries the address. problems_requested: show the health checks."""

    address_copied = Signal(str)
    problems_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self)
        self.setProperty("role", "status_bar")
        self.setObjectName("status_bar")
        self._dot = label("\N{BLACK CIRCLE}", "caption", "status_dot")
        self._state = label("", "caption", "status_state")
        self._state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._address = button("", "status_address", self._on_address, role="link", icon_name="copy")
        self._address.setToolTip(self.tr("Copy the address of the server"))
        self._queue = QProgressBar()
        self._queue.setObjectName("status_queue")
        self._queue.setRange(0, _STEPS)
        self._queue.setTextVisible(False)
        self._queue.setFixedWidth(18 * SPACE)
        self._queue.setAccessibleName(self.tr("Queue"))
        self._waiting = label("", "caption", "status_waiting")
        self._rate = label("", "caption", "status_rate")
        self._today = label("", "caption", "status_today")
        self._problems = button("", "status_problems", self.problems_requested.emit, role="link", icon_name="warning")
        self._numbers: tuple[QLabel | QProgressBar, ...] = (self._queue, self._waiting, self._rate, self._today)
        left = row(self._dot, self._state, 1, self._address, gap=1)
        right = row(self._problems, self._queue, self._waiting, 2, self._rate, 2, self._today, gap=2)
        self.setLayout(row(left, None, right, gap=2, margins=(3, 0, 3, 0)))
        follow_text(self, lambda: self.setFixedHeight(theme.current().sized(9 * SPACE)))
        self._url = ""
        self._has_numbers = False
        self.show_state("stopped")

    def show_state(self, state: ServerState, reason: str = "", *, is_remote: bool = False) -> None:
        """Show a state, without figures unless the server runs. reason: a sentence for the tooltip."""
        self._state.setText(state_name(state, is_remote=is_remote))
        self._show_tone(STATE_TONES.get(state, "flat"), reason)
        if state != "running":
            self._show_numbers(has_numbers=False)
            self._problems.hide()
            self._address.hide()

    def show_lost(self, reason: str) -> None:
        """Show that a running server does not respond."""
        self._state.setText(lost_name())
        self._show_tone("warning", reason)
        self._show_numbers(has_numbers=False)

    def show_limited(self, reason: str) -> None:
        """Show that the server responds, but refuses its state."""
        self._state.setText(self.tr("Connected, without live numbers"))
        self._show_tone("warning", reason)
        self._show_numbers(has_numbers=False)

    def show_address(self, url: str) -> None:
        """Show the address of the server. url: empty to hide it."""
        self._url = url
        self._address.setText(url)
        self._address.setAccessibleName(self.tr("Copy address %1").replace("%1", url))
        self._address.setVisible(bool(url))

    def show_status(self, status: ServerStatus) -> None:
        """Show the latest figures."""
        queue = status.queue
        fraction = queue.depth / queue.capacity if queue.capacity else 0.0
        self._queue.setValue(round(min(1.0, fraction) * _STEPS))
        set_tone(self._queue, tone_of(fraction))
        waiting = self.tr("%1 waiting").replace("%1", format.count(queue.depth))
        self._waiting.setText(waiting)
        self._queue.setToolTip(f"{format.exact(queue.depth)} / {format.exact(queue.capacity)}")
        self._queue.setAccessibleDescription(waiting)
        self._rate.setText(self.tr("%1 events/s").replace("%1", format.rate(queue.rate_per_s)))
        self._today.setText(self.tr("%1 stored today").replace("%1", format.count(status.stored_today)))
        self._today.setToolTip(format.exact(status.stored_today))
        self._show_problems([check_text(check) for check in status.checks if check.state != "ok"])
        self._show_numbers(has_numbers=True)
        self._state.setText(state_name("running"))
        self._show_tone("up" if status.state == "ok" else "warning", "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_numbers(has_numbers=self._has_numbers)

    def _show_numbers(self, *, has_numbers: bool) -> None:
        """Show the figures, or none. Those without room are hidden, the least important first."""
        self._has_numbers = has_numbers
        for widget in self._numbers:
            widget.setVisible(has_numbers)
        for widget in (self._today, self._rate, self._queue):
            if has_numbers and self.minimumSizeHint().width() > self.width():
                widget.hide()

    def _show_problems(self, messages: list[str]) -> None:
        text = self.tr("%1 problems", n=len(messages)).replace("%1", format.exact(len(messages)))
        self._problems.setText(text)
        self._problems.setToolTip(plain_tip("\n".join(messages)))
        self._problems.setVisible(bool(messages))

    def _show_tone(self, tone: Tone, reason: str) -> None:
        set_tone(self._dot, tone)
        for text in (self._dot, self._state):
            text.setToolTip(plain_tip(reason))
        self._state.setAccessibleDescription(reason)

    def _on_address(self) -> None:
        QGuiApplication.clipboard().setText(self._url)
        self.address_copied.emit(self._url)
