"""Writing into charts, whose left and right are the same in every language."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.texts import direction_of


def draw_text(painter: QPainter, area: QRect | QRectF, alignment: Qt.AlignmentFlag, text: str) -> None:
    """Draw a text on one line, in the direction of its letters."""
    before = painter.layoutDirection()
    painter.setLayoutDirection(direction_of(text, before))
    flags = alignment | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
    painter.drawText(QRectF(area), flags, text)
    painter.setLayoutDirection(before)
