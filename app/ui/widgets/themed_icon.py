"""Icon for layouts, painted in the current colours; a QLabel would keep the picture of the old theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui.style.icons import NORMAL, icon


class ThemedIcon(QWidget):
    """A decorative icon: transparent to the mouse, skipped by screen readers."""

    def __init__(self, name: str, colour: str = "muted", size: int = NORMAL) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, colour: str) -> None:
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        icon(self._name, self._colour).paint(QPainter(self), self.rect())
