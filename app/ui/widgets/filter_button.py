"""Filter button: a value that a click makes a filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from app.domain.reports.request import Filter
from app.ui import format
from app.ui.texts import plain_tip

_MOST_WIDTH = 260
_EXCLUDES = Qt.KeyboardModifier.ControlModifier


class FilterButton(QPushButton):
    """A value such as a country. chosen carries its Filter, which excludes it with Ctrl held."""

    chosen = Signal(object)

    def __init__(self, filter_: Filter, name: str) -> None:
        super().__init__()
        self._filter = filter_
        self.setProperty("role", "fact")
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.ensurePolished()
        value = format.value_name(filter_.dimension, filter_.value)
        whole = f"{format.dimension_name(filter_.dimension)}: {value}"
        shown = self.fontMetrics().elidedText(value, Qt.TextElideMode.ElideMiddle, _MOST_WIDTH)
        self.setText(shown.replace("&", "&&"))
        hint = self.tr("Click to show only this, Ctrl+click to exclude it")
        self.setToolTip(plain_tip(f"{whole}\n{hint}"))
        self.setAccessibleName(whole)
        self.setAccessibleDescription(hint)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_inside = self.rect().contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and is_inside:
            self._choose(event.modifiers())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(event.modifiers())
        else:
            super().keyPressEvent(event)

    def _choose(self, modifiers: Qt.KeyboardModifier) -> None:
        is_excluded = bool(modifiers & _EXCLUDES)
        self.chosen.emit(Filter(self._filter.dimension, self._filter.value, is_excluded))
