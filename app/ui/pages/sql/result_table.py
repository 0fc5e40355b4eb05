"""Table of an SQL result: columns as they come, with the values as the server sent them."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableView

from app.domain.sql_query import SqlResult
from app.ui.style import theme

_WIDEST = 320  # pixels of a column at first, at a scale of 1
_LONGEST = 1_000  # characters of a cell on screen
_NUMBERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "FLOAT", "DOUBLE"}
_NUMBERS |= {f"U{name}" for name in _NUMBERS}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_ALIGNED = {False: Qt.AlignmentFlag.AlignLeft | _MIDDLE, True: Qt.AlignmentFlag.AlignRight | _MIDDLE}
_NOTHING = SqlResult((), (), is_cut=False)
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class SqlResultModel(QAbstractTableModel):
    """Rows of the last result."""

    def __init__(self) -> None:
        super().__init__()
        self.result = _NOTHING

    def show_result(self, result: SqlResult) -> None:
        """Replace the rows."""
        self.beginResetModel()
        self.result = result
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.result.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.result.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: as Qt has it
        value = self.result.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return written(value)[:_LONGEST]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[self.result.columns[index.column()].type in _NUMBERS]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.result.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[column.type in _NUMBERS]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.name
        return column.type if role == Qt.ItemDataRole.ToolTipRole else None


class SqlResultTable(QTableView):
    """View of a result. Ctrl+C copies the cells that are selected, as a spreadsheet takes them."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.rows = SqlResultModel()
        self.setModel(self.rows)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def show_result(self, result: SqlResult) -> None:
        """Show a result from its first row."""
        self.rows.show_result(result)
        self.verticalHeader().setDefaultSectionSize(theme.current().sized(theme.ROW_HEIGHT))
        self.resizeColumnsToContents()
        widest = theme.current().sized(_WIDEST)
        for at in range(len(result.columns)):
            self.setColumnWidth(at, min(self.columnWidth(at), widest))
        self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def selected_text(self) -> str:
        """Return the selected cells: a line for each row, tabs between cells."""
        cells: dict[int, list[str]] = {}
        for index in sorted(self.selectionModel().selectedIndexes(), key=lambda index: (index.row(), index.column())):
            text = written(self.rows.result.rows[index.row()][index.column()])
            cells.setdefault(index.row(), []).append(text)
        return "\n".join("\t".join(line) for line in cells.values())


def written(value: object) -> str:
    """Return a value as SQL has it, on one line, blank for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return " ".join(str(value).split())
