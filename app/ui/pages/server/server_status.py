"""State of the server: queue, rates, flushes, sizes, health checks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.domain.server_status import HealthCheck, Requeued, ServerStatus
from app.ui import format
from app.ui.servers.health_texts import check_text
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.gauge import Gauge
from app.ui.widgets.parts import button, column, frame, label, paragraph, row, set_tone
from app.ui.widgets.sparkline import LineHistory
from app.ui.widgets.state_stack import Veil
from app.ui.widgets.themed_icon import ThemedIcon

NARROW = 210 * SPACE  # pixels at a scale of 1


class StatusPanel(QWidget):
    """Panel of figures. The sparklines keep the last five minutes."""

    clock_confirmed = Signal()
    requeue_requested = Signal()  # of the events in the quarantine

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("server_numbers")
        self._gauge = Gauge(self.tr("Queue"), "queue_gauge")
        self._histories = {
            "queue": LineHistory(self.tr("Events waiting"), "queue_history"),
            "accepted": LineHistory(self.tr("Accepted events per second"), "accepted_history"),
            "stored": LineHistory(self.tr("Stored events per second"), "stored_history", "second"),
            "flush": LineHistory(self.tr("Duration of the last flush in milliseconds"), "flush_history", "second"),
        }
        self._values: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setSpacing(4 * SPACE)
        self._cards = (
            frame("card", "queue_card", column(self._gauge, self._histories["queue"], gap=1, margins=3)),
            self._rate_card(self.tr("Accepted"), "accepted"),
            self._rate_card(self.tr("Stored"), "stored"),
            self._rate_card(self.tr("Last flush"), "flush"),
        )
        self._columns = 0
        self._arrange(4)
        self._checks = QVBoxLayout()
        self._checks.setSpacing(2 * SPACE)
        self._known_checks: tuple[HealthCheck, ...] = ()
        self._shown_checks: tuple[HealthCheck, ...] | None = None
        self.setLayout(column(self._grid, self._facts_card(), self._health_card(), gap=4))
        self._veil = Veil(self)
        theme.current().rescaled.connect(self._fit)

    def show_status(self, status: ServerStatus, at_s: float) -> None:
        """Show the state of the server. at_s: monotonic clock, seconds."""
        self.show_old(False)
        queue = status.queue
        self._gauge.set_value(queue.depth, queue.capacity)
        self._histories["queue"].append(at_s, queue.depth)
        self._histories["accepted"].append(at_s, queue.rate_per_s)
        self._histories["stored"].append(at_s, queue.stored_rate_per_s)
        duration_ms = None if queue.last_flush_duration_s is None else queue.last_flush_duration_s * 1_000
        self._histories["flush"].append(at_s, duration_ms or 0.0)
        flush = self.tr("never") if queue.last_flush_age_s is None else format.age(queue.last_flush_age_s)
        took = "" if duration_ms is None else self.tr("took %1 ms").replace("%1", format.count(round(duration_ms)))
        per_s = self.tr("%1/s")
        texts = {
            "accepted": per_s.replace("%1", format.rate(queue.rate_per_s)),
            "accepted_sum": self.tr("%1 since the start").replace("%1", format.count(queue.accepted)),
            "stored": per_s.replace("%1", format.rate(queue.stored_rate_per_s)),
            "stored_sum": self.tr("%1 since the start").replace("%1", format.count(queue.stored)),
            "flush": flush,
            "flush_sum": took,
            "stored_today": format.count(status.stored_today),
            "refused": format.count(queue.refused),
            "quarantined": format.count(queue.quarantined),
            "oldest": format.span(queue.oldest_age_s) if queue.depth else format.NOTHING,
            "journal": format.data_size(queue.journal_bytes),
            "database": format.data_size(status.database_bytes),
            "memory": format.data_size(status.memory_bytes),
        }
        for key, text in texts.items():
            self._values[key].setText(text)
        set_tone(self._values["refused"], "warning" if queue.refused else "")
        set_tone(self._values["quarantined"], "warning" if queue.quarantined else "")
        self._show_checks(status.checks)
        self._confirm_clock.setVisible(status.is_clock_in_doubt)
        self._show_set_aside(status.set_aside)

    def show_old(self, is_old: bool) -> None:
        """Dim the figures while the server that they are of does not answer."""
        if is_old:
            self._veil.cover()
        else:
            self._veil.hide()

    def clear(self) -> None:
        """Clear figures and sparklines, for another server or a new start."""
        self.show_old(False)
        for history in self._histories.values():
            history.clear()
        for text in self._values.values():
            text.setText(format.NOTHING)
            set_tone(text, "")
        self._gauge.set_value(0, 0)
        self._show_checks(())
        self._confirm_clock.hide()
        self._show_set_aside(0)
        self.show_requeue_failed()

    def show_requeueing(self) -> None:
        """Show that events are being taken in again. `show_requeued` or `show_requeue_failed` follows."""
        self._requeue.setEnabled(False)
        self._requeued.setText(self.tr("Taking them in\N{HORIZONTAL ELLIPSIS}"))
        self._requeued.show()

    def show_requeued(self, requeued: Requeued) -> None:
        self._requeue.setEnabled(True)
        taken_in, left = requeued.taken_in, requeued.left
        text = self.tr("%1 events were taken in.", n=taken_in)
        rest = self.tr("%1 stay set aside.", n=left)
        parts = [text.replace("%1", format.exact(taken_in))] + [rest.replace("%1", format.exact(left))] * bool(left)
        self._requeued.setText(" ".join(parts))
        self._show_set_aside(left)

    def show_requeue_failed(self) -> None:
        self._requeue.setEnabled(True)
        self._requeued.hide()

    def showEvent(self, event: QShowEvent) -> None:
        self._show_checks(self._known_checks)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    @Slot()
    def _fit(self) -> None:
        self._arrange(2 if self.width() < theme.current().sized(NARROW) else 4)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // columns, at % columns)
        for at in range(4):
            self._grid.setColumnStretch(at, 1 if at < columns else 0)

    def _rate_card(self, title: str, key: str) -> QFrame:
        value = self._value(key, "")
        total = self._value(f"{key}_sum", "caption")
        top = row(label(title, "caption"), None, value)
        return frame("card", f"{key}_card", column(top, self._histories[key], total, gap=1, margins=3))

    def _facts_card(self) -> QFrame:
        facts = (
            ("stored_today", self.tr("Stored today"), self.tr("Events of this UTC day")),
            ("refused", self.tr("Refused"), self.tr("Events refused at a limit, or because they could not be written")),
            ("quarantined", self.tr("Quarantined"), self.tr("Events set aside because they could not be stored")),
            ("oldest", self.tr("Oldest waiting"), self.tr("Age of the event that has waited longest")),
            ("journal", self.tr("Journal"), self.tr("Events on disk that are not yet in the database")),
            ("database", self.tr("Database"), self.tr("Size of the database file")),
            ("memory", self.tr("Memory"), self.tr("Memory of the program")),
        )
        parts = []
        for key, title, tip in facts:
            caption, value = label(title, "caption"), self._value(key, "heading")
            for widget in (caption, value):
                widget.setToolTip(plain_tip(tip))
            value.setAccessibleName(title)
            parts.append(column(caption, value, gap=0))
        layout = row(*parts, gap=4, margins=4)
        for at in range(len(parts)):
            layout.setStretch(at, 1)
        return frame("card", "facts_card", layout)

    def _value(self, key: str, role: str) -> QLabel:
        value = label(format.NOTHING, role, f"server_{key}")
        self._values[key] = value
        return value

    def _health_card(self) -> QFrame:
        self._confirm_clock = button(self.tr("The clock is right"), "confirm_clock", self.clock_confirmed.emit)
        self._confirm_clock.hide()
        self._requeue = button("", "requeue", self.requeue_requested.emit)
        self._requeue.setToolTip(
            self.tr("Stores those whose website is known by now, and tries again what the database refused.")
        )
        self._requeue.hide()
        self._requeued = paragraph("", "muted", "requeued")
        self._requeued.hide()
        buttons = row(self._confirm_clock, self._requeue, None)
        title = label(self.tr("Health"), "heading")
        return frame("card", "health_card", column(title, self._checks, buttons, self._requeued, None, margins=4))

    def _show_set_aside(self, events: int) -> None:
        text = self.tr("Take in %1 events again", n=events)
        self._requeue.setText(text.replace("%1", format.exact(events)))
        self._requeue.setVisible(bool(events))

    def _show_checks(self, checks: tuple[HealthCheck, ...]) -> None:
        """Show the health checks, once the panel is on screen: their sentences change with every status."""
        self._known_checks = checks
        if self.isVisible() and checks != self._shown_checks:
            self._draw_checks(checks)

    def _draw_checks(self, checks: tuple[HealthCheck, ...]) -> None:
        self._shown_checks = checks
        while (item := self._checks.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()  # it is deleted later, in the event loop
                widget.deleteLater()
        for check in checks:
            self._checks.addWidget(_check_row(check))
        if not checks:
            self._checks.addWidget(label(self.tr("Unknown while the server is not running."), "muted"))


def _check_row(check: HealthCheck) -> QWidget:
    is_ok = check.state == "ok"
    mark = ThemedIcon("check" if is_ok else "warning", "up" if is_ok else "warning")
    text = paragraph(check_text(check), "", f"check_{check.name}")
    layout = row(mark, text, gap=2)
    layout.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    layout.setStretch(1, 1)
    check_row = QWidget()
    check_row.setObjectName(f"check_row_{check.name}")
    check_row.setLayout(layout)
    return check_row
