"""Table: rows of one kind in described columns, sorted by the server, fitted to the width."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView

from app.ui.models.columns import TableColumn
from app.ui.models.rows import Index, RowsModel
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.tables.cell_delegate import CellDelegate
from app.ui.widgets.tables.row_table import RowTable

T = TypeVar("T")

# Pixels at a scale of 1.
TWO_LINES = 13 * SPACE  # height of a row
_LEAST_SHARE, _MOST_SHARE = 24 * SPACE, 110 * SPACE  # of a column without a width of its own
_HEADING_ROOM = 9 * SPACE  # padding of a heading, and its arrow


class DataTable(RowTable, Generic[T]):
    """A table of described columns. row_changed: another row became current; sort_requested: a column's order.

    menu_requested carries row, column and place on the screen of a context menu; -1 where there is none.
    """

    row_changed = Signal(int)
    sort_requested = Signal(str)
    menu_requested = Signal(int, int, object)  # QPoint

    def __init__(
        self,
        name: str,
        title: str,
        columns: Sequence[TableColumn[T]],
        key: Callable[[T], Hashable],
        *,
        row_height: int = theme.ROW_HEIGHT,
    ) -> None:
        super().__init__(name, title, row_height=row_height)
        self.rows: RowsModel[T] = RowsModel(columns, key, self)
        self.setModel(self.rows)
        self.setItemDelegate(CellDelegate(self, columns))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(8 * SPACE)
        header.setSectionsClickable(any(column.sort for column in columns))
        header.sectionClicked.connect(self._on_header_clicked)
        theme.current().rescaled.connect(self.fit)

    @property
    def current(self) -> T | None:
        """The current row, None without one."""
        at = self.currentIndex().row()
        return self.rows.rows[at] if 0 <= at < self.rows.rowCount() else None

    def select(self, key: Hashable) -> bool:
        """Make the row with this key current. False when it is not shown, which clears the selection."""
        at = self.rows.row_of(key)
        if at < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.selectRow(at)
        return at >= 0

    def step(self, steps: int) -> T | None:
        """Move the current row by so many and return the new one, None at either end."""
        at = self.currentIndex().row() + steps
        if not 0 <= at < self.rows.rowCount():
            return None
        self.selectRow(at)
        self.scrollTo(self.rows.index(at, 0))
        return self.current

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the first row on screen in its place while rows change, unless the table is at its top."""
        top = self.verticalScrollBar().value()
        at = self.rowAt(0)
        anchor = self.rows.key_of(self.rows.rows[at]) if top and 0 <= at < self.rows.rowCount() else None
        rest = top - at * self.verticalHeader().defaultSectionSize()
        yield
        if anchor is not None and (at := self.rows.row_of(anchor)) >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(at * self.verticalHeader().defaultSectionSize() + rest)

    def fit(self) -> None:
        """Hide the columns that the width has no room for, and divide what is left among those without a width."""
        font, sized = QFontMetrics(theme.current().font("caption")), theme.current().sized
        widths: dict[int, int] = {}
        for at, column in enumerate(self.rows.columns):
            self.setColumnHidden(at, self.width() < sized(column.hide_below))
            if not self.isColumnHidden(at):
                least = font.horizontalAdvance(column.title()) + _HEADING_ROOM
                widths[at] = max(sized(column.width), least) if column.width else 0
        room = self.viewport().width() - sum(widths.values())
        shares = [at for at, width in widths.items() if not width]
        for number, at in enumerate(shares):
            widths[at] = min(sized(_MOST_SHARE), max(sized(_LEAST_SHARE), room // (len(shares) - number)))
            room -= widths[at]
        spread = [at for at in widths if self.rows.columns[at].align == "left" or self.rows.columns[at].look == "bar"]
        for number, at in enumerate(spread):  # a wide screen has room for everything
            more = max(0, room) // (len(spread) - number)
            widths[at] += more
            room -= more
        for at, width in widths.items():
            self.setColumnWidth(at, width)

    def row_text(self, at: int) -> str:
        """Return the shown cells of a row, separated by tabs."""
        row = self.rows.rows[at]
        shown = [column for number, column in enumerate(self.rows.columns) if not self.isColumnHidden(number)]
        return "\t".join(text for column in shown if (text := _copied(column, row)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the current row when a key was pressed."""
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_requested.emit(index.row(), index.column(), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.currentIndex().isValid():
            QGuiApplication.clipboard().setText(self.row_text(self.currentIndex().row()))
        else:
            super().keyPressEvent(event)

    def _on_header_clicked(self, section: int) -> None:
        if sort := self.rows.columns[section].sort:
            self.sort_requested.emit(sort)


def _copied(column: TableColumn[T], row: T) -> str:
    if column.look == "two_lines":
        return " ".join(filter(None, (column.text(row), column.details(row))))
    return column.text(row)
