"""Ramp legend: the colours from the lowest to the highest number, with both written at its ends."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.style import ramp, theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import follow_text

_BAR = 24 * SPACE
_PARTS = 12
_MARK = 5 * SPACE  # pixels at a scale of 1, as the width of the bar


class RampLegend(QWidget):
    """A bar of the ramp between the texts of its ends. Screen readers hear the numbers themselves."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._low = self._high = self._open_mark = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_text(self, self.updateGeometry)

    def show_ends(self, low: str, high: str) -> None:
        """Show the texts of the lowest and the highest number; hide the bar without them."""
        self._low, self._high = low, high
        self.setVisible(bool(high))
        self.updateGeometry()
        self.update()

    def show_open_mark(self, text: str) -> None:
        """Explain the dashed frame of cells whose time is not over."""
        self._open_mark = text

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.current().font("caption"))
        texts = metrics.horizontalAdvance(self._low) + metrics.horizontalAdvance(self._high)
        sized = theme.current().sized
        mark = metrics.horizontalAdvance(self._open_mark) + sized(_MARK) + 6 * SPACE if self._open_mark else 0
        return QSize(texts + sized(_BAR) + 4 * SPACE + mark, metrics.height() + SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        look = theme.current()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("muted"))
        advance = painter.fontMetrics().horizontalAdvance
        baseline = (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        left, bar, mark = 0, look.sized(_BAR), look.sized(_MARK)
        if self._open_mark:
            painter.setPen(QPen(look.colour("muted"), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(QRectF(0.5, SPACE - 0.5, mark, self.height() - 2 * SPACE + 1), 3, 3)
            painter.setPen(look.colour("muted"))
            painter.drawText(mark + 2 * SPACE, baseline, self._open_mark)
            left = mark + 6 * SPACE + advance(self._open_mark)
        painter.drawText(left, baseline, self._low)
        left += advance(self._low) + 2 * SPACE
        for part in range(_PARTS):
            area = QRectF(left + part * bar / _PARTS, SPACE, bar / _PARTS, self.height() - 2 * SPACE)
            painter.fillRect(area, ramp.fill(part / (_PARTS - 1)))
        painter.drawText(left + bar + 2 * SPACE, baseline, self._high)
