"""Cells table: two-line rows of which one can be selected to act on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from app.ui.models.cells import Cell, CellsModel
from app.ui.style.theme import SPACE
from app.ui.widgets.tables.detail_delegate import DetailDelegate
from app.ui.widgets.tables.plain_table import PlainTable

TWO_LINES = 13 * SPACE  # pixels at a scale of 1
_BORDER = 2  # of the style sheet, at its widest


class CellsTable(PlainTable):
    """A table of cells. chosen_changed: the selection changed; delete_requested: Delete was pressed on a row."""

    chosen_changed = Signal()
    delete_requested = Signal()

    def __init__(self, name: str, title: str, titles: Sequence[str], shares: Sequence[int]) -> None:
        """shares: relative widths of the columns."""
        self.cells, self._shares = CellsModel(titles), tuple(shares)
        self._most_rows = 0  # that `fit` makes room for
        super().__init__(name, title, self.cells, row_height=TWO_LINES)
        self.setItemDelegate(DetailDelegate(self, is_below=True))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().selectionChanged.connect(lambda: self.chosen_changed.emit())

    @property
    def chosen(self) -> str:
        """Key of the selected row, empty without one."""
        rows = self.selectionModel().selectedRows()
        return self.cells.key_at(rows[0].row()) if rows else ""

    def show_rows(self, rows: Sequence[tuple[str, tuple[Cell, ...]]]) -> None:
        """Show rows of (key, cells). The selected row stays selected while its key exists."""
        before = self.chosen
        self.cells.set_rows(rows)
        at = self.cells.row_of(before)
        if before and at >= 0:
            self.selectRow(at)
        elif before:
            self.clearSelection()
        self.chosen_changed.emit()

    def fit(self, most_rows: int) -> None:
        """Set the height to fit the rows, `most_rows` of them at most; hide an empty table."""
        self._most_rows = most_rows
        rows = min(self.cells.rowCount(), most_rows)
        self.setVisible(rows > 0)
        height = rows * self.verticalHeader().defaultSectionSize()
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 2 * _BORDER)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the width among the columns."""
        super().resizeEvent(event)
        whole, room = sum(self._shares), self.viewport().width()
        for at, share in enumerate(self._shares):
            self.setColumnWidth(at, room * share // whole)

    def _fit_text(self) -> None:
        super()._fit_text()
        if self._most_rows:
            self.fit(self._most_rows)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.chosen:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)
