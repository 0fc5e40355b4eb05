"""Rows model: the rows of a table in the order of the server, known by a key, more of them on scrolling."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.ui.models.columns import RowsPage, TableColumn
from app.ui.style import theme
from app.ui.texts import plain_tip

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows of a table. more_requested carries the position of the next page.

    A row keeps its identity while its key stays: selection and scroll position survive a refresh.
    """

    more_requested = Signal(str)

    def __init__(
        self, columns: Sequence[TableColumn[T]], key: Callable[[T], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.total: int | None = 0
        self._key = key
        self._rows: list[T] = []
        self._keys: list[Hashable] = []
        self._following = ""
        self._is_waiting = False
        self._largest: dict[int, float] = {}
        self._sorted: tuple[str, str] = ("", "")

    @property
    def rows(self) -> tuple[T, ...]:
        return tuple(self._rows)

    @property
    def has_more(self) -> bool:
        """True when the server has rows after those shown."""
        return bool(self._following)

    def key_of(self, row: T) -> Hashable:
        """Return the key of a row."""
        return self._key(row)

    def row_at(self, at: int) -> T:
        """Return a row by its number."""
        return self._rows[at]

    def row_of(self, key: Hashable) -> int:
        """Return the number of the row with this key, -1 when it is not shown."""
        return self._keys.index(key) if key in self._keys else -1

    def set_columns(self, columns: Sequence[TableColumn[T]]) -> None:
        """Show the rows in other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self._measure()
        self.endResetModel()

    def show_other(self, page: RowsPage[T]) -> None:
        """Replace all rows by the first page of another list."""
        self.beginResetModel()
        self._rows = self._unlike(page.rows, ())
        self._keys = [self._key(row) for row in self._rows]
        self._note(page)
        self.endResetModel()

    def show_first(self, page: RowsPage[T]) -> None:
        """Show the first page again. Rows loaded after it stay while they still follow it."""
        rows = self._unlike(page.rows, ())
        later = self._later_than(rows) if page.following else []
        following = self._following if later else page.following
        self._merge([*rows, *later])
        self._note(RowsPage(page.rows, following, page.total))
        self._announce()

    def show_next(self, page: RowsPage[T]) -> None:
        """Append the next page."""
        fresh = self._unlike(page.rows, self._keys)
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows += fresh
            self._keys += [self._key(row) for row in fresh]
            self.endInsertRows()
        self._note(page)
        self._announce()

    def stop_waiting(self) -> None:
        """Allow another request for rows after one that failed or was withdrawn."""
        self._is_waiting = False

    def set_sorted(self, sort: str, order: str) -> None:
        """Mark the column of an order. order: asc or desc."""
        if self._sorted != (sort, order):
            self._sorted = sort, order
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 (Qt's signature)
        return not parent.isValid() and not self._is_waiting and self.has_more

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 (Qt's signature)
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.more_requested.emit(self._following)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.tip(row) if column.tip is not None else column.text(row))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.whole(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        return theme.current().colour(ink_of(column, row)) if role == Qt.ItemDataRole.ForegroundRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: Qt's QVariant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(column)
        return column.hint() if role == Qt.ItemDataRole.ToolTipRole and column.hint is not None else None

    def heading(self, column: TableColumn[T]) -> str:
        """Return the title of a column, with an arrow when the rows are in its order."""
        if not column.sort or column.sort != self._sorted[0]:
            return column.title()
        mark = "\N{DOWNWARDS ARROW}" if self._sorted[1] == "desc" else "\N{UPWARDS ARROW}"
        return f"{column.title()} {mark}"

    def bar(self, row: T, at: int) -> float:
        """Return the length of the bar of a cell in this column, 0 to 1."""
        largest = self._largest.get(at, 0)
        return self.columns[at].measured(row) / largest if largest else 0.0

    def _note(self, page: RowsPage[T]) -> None:
        """Note the size of the list and the lengths of the bars after a change of the rows."""
        self._following, self._is_waiting = page.following, False
        self.total = page.total if page.following else len(self._rows)
        self._measure()

    def _measure(self) -> None:
        self._largest = {
            at: max(map(column.measured, self._rows), default=0)
            for at, column in enumerate(self.columns)
            if column.look == "bar"
        }

    def _announce(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self.columns) - 1))

    def _unlike(self, rows: Sequence[T], known: Sequence[Hashable]) -> list[T]:
        """Return the rows with a key that is not known yet, each key once."""
        fresh = {self._key(row): row for row in reversed(rows)}
        for key in known:
            fresh.pop(key, None)
        return list(reversed(fresh.values()))

    def _later_than(self, rows: Sequence[T]) -> list[T]:
        """Return the rows shown after the last of these."""
        after = self.row_of(self._key(rows[-1])) if rows else -1
        return self._unlike(self._rows[after + 1 :], [self._key(row) for row in rows]) if after >= 0 else []

    def _merge(self, rows: list[T]) -> None:
        """Show these rows by removing, moving and inserting only what differs."""
        keys = [self._key(row) for row in rows]
        if keys != self._keys:
            self._remove_all_but(set(keys))
            self._reorder(keys)
            self._insert(rows, keys)
        self._rows = rows

    def _remove_all_but(self, kept: set[Hashable]) -> None:
        end = len(self._keys)
        while end:
            start = end
            while start and self._keys[start - 1] not in kept:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end], self._keys[start:end]
                self.endRemoveRows()
            end = max(0, start - 1)

    def _reorder(self, keys: Sequence[Hashable]) -> None:
        shown = set(self._keys)
        ordered = [key for key in keys if key in shown]
        if ordered == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        row_at = dict(zip(self._keys, self._rows, strict=True))
        place = {key: at for at, key in enumerate(ordered)}
        before = self.persistentIndexList()
        after = [self.index(place[self._keys[index.row()]], index.column()) for index in before]
        self._keys, self._rows = ordered, [row_at[key] for key in ordered]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert(self, rows: Sequence[T], keys: Sequence[Hashable]) -> None:
        at = 0
        shown = set(self._keys)
        while at < len(keys):
            end = at
            while end < len(keys) and keys[end] not in shown:
                end += 1
            if end > at:
                self.beginInsertRows(QModelIndex(), at, end - 1)
                self._keys[at:at], self._rows[at:at] = keys[at:end], rows[at:end]
                self.endInsertRows()
            at = max(end, at + 1)


def ink_of(column: TableColumn[T], row: T) -> str:
    """Return the colour of a cell's text, a field of `Colours`."""
    if column.look == "delta" and column.tone is not None:
        tone = column.tone(row)
        return tone if tone in ("up", "down", "warning") else "muted"
    ink = column.ink(row) if column.ink is not None else ""
    return ink or ("muted" if column.is_quiet else "text")


def _alignment(column: TableColumn[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.align == "right" else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
