"""Elided label: one line of text, shortened to the available width; the full text is then its tooltip."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from app.ui.style import theme
from app.ui.style.theme import TextSize
from app.ui.texts import direction_of, plain_tip


class ElidedLabel(QLabel):
    """A label that fits any width. role: see `stylesheet`. smaller: sizes to try before the text is shortened."""

    def __init__(self, role: str, name: str, smaller: Sequence[TextSize] = ()) -> None:
        super().__init__()
        self._smaller = smaller
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._show_tip()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_tip()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._fitted())
        painter.setPen(self.palette().color(self.foregroundRole()))
        # A sentence keeps the direction of its letters; the side it stands at is that of the layout.
        painter.setLayoutDirection(direction_of(self.text(), self.layoutDirection()))
        side = QStyle.visualAlignment(self.layoutDirection(), self.alignment()) | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, self._shown())

    def _shown(self) -> str:
        return QFontMetrics(self._fitted()).elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def _fitted(self) -> QFont:
        """Return the font in the largest size that the text has room in, or in the smallest."""
        font = self.font()
        for size in self._smaller:
            if QFontMetrics(font).horizontalAdvance(self.text()) <= self.width():
                break
            font.setPixelSize(theme.current().sized(theme.TEXT_SIZES[size]))
        return font

    def _show_tip(self) -> None:
        self.setToolTip(plain_tip(self.text()) if self._shown() != self.text() else "")
