"""Breakdown model: values in the first column, numbers after it, more rows on scrolling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from msgspec import UNSET
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.domain.reports.results import MetricsRow, MetricsSort
from app.ui import format
from app.ui.roles import BAR_ROLE, ROW_ROLE
from app.ui.style import theme
from app.ui.style.marks import mark
from app.ui.texts import plain_tip

Index = QModelIndex | QPersistentModelIndex


class BreakdownColumn(IntEnum):
    """Columns from left to right."""

    VALUE = 0
    VISITORS = 1
    PREVIOUS = 2
    CHANGE = 3
    SHARE = 4
    PAGEVIEWS = 5
    BOUNCE = 6
    DURATION = 7


@dataclass(frozen=True, slots=True)
class _ColumnSpec:
    """Title, tooltip, cell text and sort order of a column. sort: None if the server cannot sort by it."""

    title: Callable[[], str]
    hint: Callable[[], str]
    text: Callable[[MetricsRow, int], str]
    sort: MetricsSort | None = None
    is_compared: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("breakdown", text)


_SPECS: dict[BreakdownColumn, _ColumnSpec] = {
    BreakdownColumn.VISITORS: _ColumnSpec(
        lambda: _tr("Visitors"), lambda: _tr("Distinct visitors"), lambda row, _: format.count(row.visitors), "visitors"
    ),
    BreakdownColumn.PREVIOUS: _ColumnSpec(
        lambda: _tr("Before"),
        lambda: _tr("Visitors in the comparison range"),
        lambda row, _: format.count(previous(row)),
        is_compared=True,
    ),
    BreakdownColumn.CHANGE: _ColumnSpec(
        lambda: _tr("Change"),
        lambda: _tr("Change in visitors"),
        lambda row, _: format.change(row.visitors, previous(row), 1) or format.NOTHING,
        is_compared=True,
    ),
    BreakdownColumn.SHARE: _ColumnSpec(
        lambda: _tr("Share"),
        lambda: _tr("Share of all visitors in the range"),
        lambda row, total: format.share(row.visitors / total, 1) if total else format.NOTHING,
    ),
    BreakdownColumn.PAGEVIEWS: _ColumnSpec(
        lambda: _tr("Views"), lambda: _tr("Pageviews"), lambda row, _: format.count(row.pageviews), "pageviews"
    ),
    BreakdownColumn.BOUNCE: _ColumnSpec(
        lambda: _tr("Bounce"),
        lambda: _tr("Share of sessions with a single event"),
        lambda row, _: format.percent(row.bounce_rate, 1),
        "bounce_rate",
    ),
    BreakdownColumn.DURATION: _ColumnSpec(
        lambda: _tr("Duration"),
        lambda: _tr("Average length of a session"),
        lambda row, _: format.duration(row.avg_duration_seconds),
        "avg_duration_seconds",
    ),
}


def sort_of(column: int) -> MetricsSort | None:
    """Return the sort order of a column, None if the server cannot sort by it."""
    spec = _SPECS.get(BreakdownColumn(column))
    return spec.sort if spec is not None else None


def column_of(sort: str) -> BreakdownColumn:
    """Return the column of a sort order."""
    return next(column for column, spec in _SPECS.items() if spec.sort == sort)


def previous(row: MetricsRow) -> int:
    """Return the visitors of a row in the comparison range, 0 without a comparison."""
    return row.prev_visitors if isinstance(row.prev_visitors, int) else 0


class BreakdownModel(QAbstractTableModel):
    """Rows in the order of the server. rows_requested carries the offset of the next rows to load."""

    rows_requested = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dimension = ""
        self._rows: list[MetricsRow] = []
        self._total = 0
        self._all_visitors = 0
        self._measure: MetricsSort = "visitors"
        self._largest = 0
        self._is_compared = False
        self._sorted: tuple[BreakdownColumn, str] | None = None
        self._is_waiting = False

    @property
    def rows(self) -> tuple[MetricsRow, ...]:
        return tuple(self._rows)

    @property
    def total(self) -> int:
        """Number of rows on the server."""
        return self._total

    @property
    def is_compared(self) -> bool:
        return self._is_compared

    def set_rows(self, dimension: str, rows: Sequence[MetricsRow], total: int, measure: MetricsSort) -> None:
        """Show the first rows of a breakdown. total: number of all rows; measure: what the bars measure."""
        is_same = dimension == self._dimension and [row.value for row in rows] == [row.value for row in self._rows]
        self._dimension, self._total, self._is_waiting = dimension, total, False
        self._measure = measure if measure in ("visitors", "pageviews") else "visitors"
        self._is_compared = any(row.prev_visitors is not UNSET for row in rows)
        if is_same and rows:  # a normal refresh keeps selection and scroll position
            self._rows = list(rows)
            self._measure_rows()
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._rows = list(rows)
        self._measure_rows()
        self.endResetModel()

    def append_rows(self, rows: Sequence[MetricsRow], total: int) -> None:
        """Append the next rows."""
        self._is_waiting, self._total = False, total
        if not rows:
            self._total = len(self._rows)  # fewer rows than announced; another request would never end
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows += rows
        self._measure_rows()
        self.endInsertRows()

    def set_sorted(self, column: BreakdownColumn, order: str) -> None:
        """Mark the sort column. order: asc or desc."""
        self._sorted = column, order
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(BreakdownColumn) - 1)

    def set_all_visitors(self, visitors: int) -> None:
        """Set the base of the shares."""
        if visitors != self._all_visitors:
            self._all_visitors = visitors
            if self._rows:
                self.dataChanged.emit(
                    self.index(0, BreakdownColumn.SHARE), self.index(len(self._rows) - 1, BreakdownColumn.SHARE)
                )

    def stop_waiting(self) -> None:
        """Allow another request for rows after a failed one."""
        self._is_waiting = False

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 (Qt's signature)
        return not parent.isValid() and not self._is_waiting and 0 < len(self._rows) < self._total

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 (Qt's signature)
        if self.canFetchMore(parent):
            self._is_waiting = True
            self.rows_requested.emit(len(self._rows))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(BreakdownColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # Any: Qt's QVariant
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], BreakdownColumn(index.column())
        if role == ROW_ROLE:
            return row
        if role == BAR_ROLE:
            return getattr(row, self._measure) / self._largest if self._largest else 0.0
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return mark(self._dimension, row.value) if column == BreakdownColumn.VALUE else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tool_tip(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title = _SPECS[column].title() if column in _SPECS else format.dimension_name(self._dimension)
            return f"{title}: {self.text(row, column)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and column == BreakdownColumn.CHANGE:
            way = format.direction(row.visitors, previous(row), 1)
            return theme.current().colour("muted" if way == "flat" else way)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # Any: Qt's QVariant
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(BreakdownColumn):
            return None
        column = BreakdownColumn(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if column == BreakdownColumn.VALUE:
            return format.dimension_name(self._dimension) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{_SPECS[column].title()}{self._sort_mark(column)}"
        return _SPECS[column].hint() if role == Qt.ItemDataRole.ToolTipRole else None

    def text(self, row: MetricsRow, column: BreakdownColumn) -> str:
        """Return the text of a cell."""
        if column == BreakdownColumn.VALUE:
            return format.value_name(self._dimension, row.value)
        return _SPECS[column].text(row, self._all_visitors)

    def columns(self) -> list[BreakdownColumn]:
        """Return the applicable columns: all, or those without a comparison."""
        return [column for column in BreakdownColumn if self._is_compared or not self._needs_comparison(column)]

    def _sort_mark(self, column: BreakdownColumn) -> str:
        if self._sorted is None or self._sorted[0] != column:
            return ""
        return " \N{DOWNWARDS ARROW}" if self._sorted[1] == "desc" else " \N{UPWARDS ARROW}"

    def _needs_comparison(self, column: BreakdownColumn) -> bool:
        return column in _SPECS and _SPECS[column].is_compared

    def _tool_tip(self, row: MetricsRow, column: BreakdownColumn) -> str:
        if column == BreakdownColumn.VALUE:
            hint = _tr("Click to show only this, Ctrl+click to exclude it")
            return plain_tip(f"{self.text(row, column)}\n{hint}")
        numbers = {
            BreakdownColumn.VISITORS: row.visitors,
            BreakdownColumn.PAGEVIEWS: row.pageviews,
            BreakdownColumn.PREVIOUS: previous(row),
        }
        return format.exact(numbers[column]) if column in numbers else ""

    def _measure_rows(self) -> None:
        self._largest = max((getattr(row, self._measure) for row in self._rows), default=0)


def _alignment(column: BreakdownColumn) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == BreakdownColumn.VALUE else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
