"""QR code of a text, dark on light in every theme because cameras need it that way."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4  # modules of margin that scanners need
_MIN_DOT = 6  # pixels of a module


class QrCode(QWidget):
    """A QR code, sized by the length of its text. title: its accessible name."""

    def __init__(self, text: str, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._rows = tuple(bytes(row) for row in segno.make_qr(text, error="m").matrix)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = (len(self._rows) + 2 * _QUIET) * _MIN_DOT
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.white))
        dot = min(self.width(), self.height()) // (len(self._rows) + 2 * _QUIET)
        left = (self.width() - dot * len(self._rows)) // 2
        top = (self.height() - dot * len(self._rows)) // 2
        for y, row in enumerate(self._rows):
            for x, is_dark in enumerate(row):
                if is_dark:
                    painter.fillRect(QRectF(left + x * dot, top + y * dot, dot, dot), QColor(Qt.GlobalColor.black))
