"""Gauge: a value against its capacity, coloured by how full it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy

from app.ui import format
from app.ui.style.tones import Tone
from app.ui.widgets.parts import column, label, row, set_tone

WARNING_AT, DANGER_AT = 0.6, 0.85  # fractions of the capacity
_STEPS = 1_000


class Gauge(QFrame):
    """A title, `12 / 10K` and a bar. Screen readers get the value of the bar and the text."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._text = label(format.NOTHING, "", f"{name}_text")
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self.setAccessibleName(title)
        self._text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(row(label(title, "caption"), None, self._text), self._bar, gap=1))
        # Of one height: its title stays on the line of others.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def fraction(self) -> float:
        """Used part of the capacity, 0 to 1."""
        return self._bar.value() / _STEPS

    def set_value(self, value: float, capacity: float) -> None:
        """Show `value` of `capacity`; a value beyond it just fills the bar."""
        fraction = min(1.0, value / capacity) if capacity > 0 else 0.0
        text = f"{format.count(value)} / {format.count(capacity)}"
        self._bar.setValue(round(fraction * _STEPS))
        self._text.setText(text)
        set_tone(self._bar, tone_of(fraction))
        self._bar.setAccessibleDescription(text)
        self.setToolTip(f"{format.exact(value)} / {format.exact(capacity)}")


def tone_of(fraction: float) -> Tone:
    """Return the tone of a fill level from 0 to 1: fine, a warning, nearly full."""
    if fraction >= DANGER_AT:
        return "down"
    return "warning" if fraction >= WARNING_AT else "up"
