"""Cells model: rows of ready-made cells, each a text with an optional quieter line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.ui.roles import DETAIL_ROLE
from app.ui.style import theme
from app.ui.texts import plain_tip

AnyIndex = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. detail: the quieter line; ink: a field of `Colours`, empty for the default; tip: tooltip."""

    text: str
    detail: str = ""
    ink: str = ""
    tip: str = ""


class CellsModel(QAbstractTableModel):
    """Rows identified by a key, so that a view finds the same row after a refresh."""

    def __init__(self, titles: Sequence[str]) -> None:
        super().__init__()
        self._titles = tuple(titles)
        self._keys: tuple[str, ...] = ()
        self._rows: tuple[tuple[Cell, ...], ...] = ()

    def set_rows(self, rows: Sequence[tuple[str, tuple[Cell, ...]]]) -> None:
        """Show rows of (key, cells). The view keeps its position while the keys stay the same."""
        keys, cells = tuple(key for key, _ in rows), tuple(cells for _, cells in rows)
        if keys != self._keys:
            self.beginResetModel()
            self._keys, self._rows = keys, cells
            self.endResetModel()
        elif cells != self._rows:
            self._rows = cells
            self.dataChanged.emit(self.index(0, 0), self.index(len(cells) - 1, self.columnCount() - 1))

    def key_at(self, row: int) -> str:
        return self._keys[row]

    def row_of(self, key: str) -> int:
        """Return the row number of a key, -1 when it is gone."""
        return self._keys.index(key) if key in self._keys else -1

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid():
            return None
        cell = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.current().colour(cell.ink) if cell.ink else None
        texts: dict[int, str] = {
            Qt.ItemDataRole.DisplayRole: cell.text,
            DETAIL_ROLE: cell.detail,
            Qt.ItemDataRole.ToolTipRole: plain_tip(cell.tip),
            Qt.ItemDataRole.AccessibleTextRole: f"{cell.text}. {cell.detail}" if cell.detail else cell.text,
        }
        return texts.get(role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None
