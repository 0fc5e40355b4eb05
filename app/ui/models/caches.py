"""Caches model: the caches of the ingest path as table rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.server_status import CacheStatus
from app.ui import format

AnyIndex = QModelIndex | QPersistentModelIndex


class CachesModel(QAbstractTableModel):
    """One row per cache: name, entries of its capacity, hit rate."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[CacheStatus, ...] = ()

    def set_rows(self, rows: tuple[CacheStatus, ...]) -> None:
        """Show the newest numbers; the view keeps its position while the number of caches is the same."""
        if len(rows) != len(self._rows):
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        elif rows:
            self._rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else 3

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts(self._rows[index.row()])[index.column()]
        return _alignment(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Cache"), self.tr("Entries"), self.tr("Hit rate"))[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def _texts(self, cache: CacheStatus) -> tuple[str, str, str]:
        lookups = cache.hits + cache.misses
        entries = f"{format.count(cache.size)} / {format.count(cache.capacity)}"
        rate = format.share(cache.hits / lookups, 1) if lookups else format.NOTHING
        return cache.name.replace("_", " ").capitalize(), entries, rate


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
