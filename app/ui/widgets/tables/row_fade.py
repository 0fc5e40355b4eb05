"""Fading in of rows that came on top of a table, short enough not to be waited for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QWidget

from app.ui.style import theme

FADE_MS = 180


class RowFade(QWidget):
    """A layer over a table that hides its first rows less and less. Without motion in the system it does nothing."""

    def __init__(self, table: QAbstractItemView) -> None:
        super().__init__(table.viewport())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._table = table
        self.rows = 0  # that are fading in
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._on_finished)
        table.viewport().installEventFilter(self)
        self.hide()

    def start(self, rows: int) -> None:
        """Let the first rows fade in, unless they are scrolled out of view."""
        if rows and animation_ms(self) and self._table.isVisible() and not self._table.verticalScrollBar().value():
            self.rows = rows
            self.setGeometry(self._table.viewport().rect())
            self.show()
            self._fade.stop()
            self._fade.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._table.viewport().rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        model = self._table.model()
        if not self.rows or model is None or not model.rowCount():
            return
        last = self._table.visualRect(model.index(min(self.rows, model.rowCount()) - 1, 0))
        colour = QColor(theme.current().colour("panel"))
        colour.setAlphaF(float(self._fade.currentValue()))
        QPainter(self).fillRect(0, 0, self.width(), last.bottom() + 1, colour)

    def _on_finished(self) -> None:
        self.rows = 0
        self.hide()


def animation_ms(widget: QWidget) -> int:
    """Return how long things on screen may move: 0 where the desktop wants no motion."""
    return widget.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, widget)
