"""Ramp legend: the colours from the lowest to the highest number, with both written beside them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.style import ramp, theme
from app.ui.style.theme import SPACE

_BAR = 24 * SPACE
_PARTS = 12
_HEIGHT = 5 * SPACE


class RampLegend(QWidget):
    """A bar of the ramp between the texts of its ends. Screen readers hear the numbers themselves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._low = self._high = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_ends(self, low: str, high: str) -> None:
        """Show the texts of the lowest and the highest number; hide the bar without them."""
        self._low, self._high = low, high
        self.setVisible(bool(high))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.current().font("caption"))
        texts = metrics.horizontalAdvance(self._low) + metrics.horizontalAdvance(self._high)
        return QSize(texts + _BAR + 4 * SPACE, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("muted"))
        left = painter.fontMetrics().horizontalAdvance(self._low) + 2 * SPACE
        baseline = (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        painter.drawText(0, baseline, self._low)
        for part in range(_PARTS):
            area = QRectF(left + part * _BAR / _PARTS, SPACE, _BAR / _PARTS, self.height() - 2 * SPACE)
            painter.fillRect(area, ramp.fill(part / (_PARTS - 1)))
        painter.drawText(left + _BAR + 2 * SPACE, baseline, self._high)
