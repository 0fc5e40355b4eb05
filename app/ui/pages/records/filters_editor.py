"""Filters editor: a list of filters, and a line in which one more is made of a dimension and one of its values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QListView, QListWidget, QListWidgetItem, QWidget

from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.request import Filter
from app.ui import format
from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.theme import ROW_HEIGHT, SPACE
from app.ui.texts import plain_tip
from app.ui.translation import translator
from app.ui.widgets.fields import ComboBox
from app.ui.widgets.parts import button, column, fix_height, follow_text, frame, icon_button, row

_tr = translator("FiltersEditor")

_FILTER = Qt.ItemDataRole.UserRole
_ROWS = 3
_DIMENSION_WIDTH = 40 * SPACE
_RELATION_WIDTH = 24 * SPACE


class FilterList(QListWidget):
    """Filters in words. Delete removes the current one."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.count():
            painter = QPainter(self.viewport())
            painter.setPen(theme.current().colour("faint"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, _tr("No filters yet"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.takeItem(self.currentRow())
        else:
            super().keyPressEvent(event)


class FiltersEditor(QWidget):
    """Edits filters. changed: there is one more or less. values_needed: carries the dimension to offer values of."""

    changed = Signal()
    values_needed = Signal(str)

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.list = FilterList()
        self.list.setObjectName(f"{name}_list")
        self.list.setAccessibleName(title)
        fix_height(self.list, _ROWS * ROW_HEIGHT + 2)
        self.list.model().rowsInserted.connect(lambda *_: self.changed.emit())
        self.list.model().rowsRemoved.connect(lambda *_: self.changed.emit())
        self._dimension = _box(f"{name}_dimension", _tr("Property"), _DIMENSION_WIDTH)
        for dimension in DIMENSIONS:
            self._dimension.addItem(format.dimension_name(dimension), dimension)
        self._dimension.currentIndexChanged.connect(lambda _: self._on_dimension())
        self._relation = _box(f"{name}_relation", _tr("Relation"), _RELATION_WIDTH)
        for text, is_excluded in ((_tr("is"), False), (_tr("is not"), True)):
            self._relation.addItem(text, is_excluded)
        self.value = _value_box(f"{name}_value", _tr("Value"))
        self.value.installEventFilter(self)
        add = button(_tr("Add"), f"{name}_add", self.add_typed, icon_name="plus")
        remove = icon_button("trash", _tr("Remove (Delete)"), f"{name}_remove", self._remove)
        shown = row(self.list, remove, gap=1, margins=1)
        shown.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        line = row(self._dimension, self._relation, self.value, add)
        line.setStretch(2, 1)
        self.setLayout(column(frame("panel", f"{name}_shown", shown), line))
        self.setFocusProxy(self._dimension)

    @property
    def filters(self) -> tuple[Filter, ...]:
        return tuple(self.list.item(at).data(_FILTER) for at in range(self.list.count()))

    @property
    def dimension(self) -> str:
        """The dimension of the filter that is being made."""
        return str(self._dimension.currentData())

    def show_filters(self, filters: Sequence[Filter]) -> None:
        self.list.clear()
        for one in filters:
            self.add(one)

    def show_values(self, dimension: str, values: Sequence[str]) -> None:
        """Offer the values of a dimension. What was typed meanwhile stays."""
        if dimension != self.dimension:
            return
        typed = self.value.currentText()
        self.value.clear()
        for value in values:
            self.value.addItem(format.value_name(dimension, value), value)
        self.value.setCurrentIndex(-1)
        self.value.setEditText(typed)

    def add(self, filter_: Filter) -> None:
        """Add a filter that is not there yet."""
        if filter_ not in self.filters:
            text = format.filter_text(filter_)
            item = QListWidgetItem(text)
            item.setData(_FILTER, filter_)
            item.setToolTip(plain_tip(text))
            item.setSizeHint(QSize(0, theme.current().sized(ROW_HEIGHT)))
            self.list.addItem(item)

    def add_typed(self) -> bool:
        """Add the filter in the line. False when it has no value."""
        text = self.value.currentText().strip()
        if not text:
            return False
        self.add(Filter(self.dimension, self._value_of(text), bool(self._relation.currentData())))
        self.value.setCurrentIndex(-1)
        self.value.clearEditText()
        return True

    def _value_of(self, text: str) -> str:
        """Return the value of a typed text: of names, such as those of countries, in any letter case."""
        at = self.value.findText(text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive)
        if at < 0:
            at = self.value.findText(text, Qt.MatchFlag.MatchFixedString)
            if at >= 0 and self.value.itemData(at) == self.value.itemText(at):
                return text  # the values themselves differ by their letter case
        return text if at < 0 else str(self.value.itemData(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add the filter by Enter in its value. Enter without a value saves the form, as elsewhere."""
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        return is_enter and event.type() == QEvent.Type.KeyPress and self.add_typed()

    def _remove(self) -> None:
        if self.list.currentRow() >= 0:
            self.list.takeItem(self.list.currentRow())

    def _on_dimension(self) -> None:
        self.value.clear()
        self.values_needed.emit(self.dimension)


def _box(name: str, title: str, width: int) -> QComboBox:
    box = ComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    follow_text(box, lambda: box.setFixedWidth(theme.current().sized(width)))
    return box


def _value_box(name: str, title: str) -> QComboBox:
    """Return a field that takes any text, and offers the values that contain it."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(title)
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    popup = QListView()
    popup.setProperty("role", "popup")
    dress(popup)
    completer.setPopup(popup)
    box.setCompleter(completer)
    return box
