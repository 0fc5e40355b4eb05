"""Table: rows of one kind in described columns, sorted by the server, fitted to the width."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Generic, Literal, TypeVar

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelectionModel,
    QMetaMethod,
    QModelIndex,
    QPoint,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QTableView

from app.ui.models.columns import TableColumn
from app.ui.models.rows import Index, RowsModel
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import follow_text
from app.ui.widgets.tables.cell_delegate import CellDelegate
from app.ui.widgets.tables.table_header import TableHeader

T = TypeVar("T")
Use = Literal["click", "double_click", "read"]

# Pixels at a scale of 1.
TWO_LINES = 13 * SPACE  # height of a row
_LEAST_SHARE, _MOST_SHARE = 24 * SPACE, 110 * SPACE  # of a column without a width of its own
_ROOMY_SHARE = 44 * SPACE  # of such a column, before others with a rank are hidden
_BORDER = 1  # of the style sheet
_HEADING_ROOM = 9 * SPACE  # padding of a heading, and its arrow
_CELL_ROOM = 5 * SPACE  # padding of a cell
_MEASURED_ROWS = 50


class DataTable(QTableView, Generic[T]):
    """A table of described columns, whose rows are hovered, selected and clicked as a whole.

    chosen: a row was clicked, see `set_use`, or Enter pressed on it; its flag is True with Ctrl held. delete_requested:
    Delete was pressed on a row. row_changed: another row became current; sort_requested: a column's order.
    menu_requested carries row, column and place on the screen of a context menu; -1 where there is none.
    """

    chosen = Signal(int, bool)
    delete_requested = Signal()
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
        shown_rows: int = 0,
    ) -> None:
        """row_height: pixels at a scale of 1, see `Theme.sized`; shown_rows: as many are always in view."""
        super().__init__()
        self._row_height, self._shown_rows, self._most_rows = row_height, shown_rows, 0
        self._ends_whole = False
        self._use: Use = "click"
        self.empty_text = ""  # painted while there is no row
        self._pressed: tuple[Hashable, QPoint] | None = None  # key of the row and place of a mouse button held down
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.rows: RowsModel[T] = RowsModel(columns, key, self)
        self._delegate = CellDelegate(self, self.rows)
        self._set_up()
        self.setModel(self.rows)
        if any(column.align == "right" and not column.width for column in columns):  # as wide as its numbers
            for changed in (self.rows.modelReset, self.rows.rowsInserted, self.rows.dataChanged):
                changed.connect(self._on_numbers)
        for changed in (self.rows.modelReset, self.rows.rowsInserted, self.rows.rowsRemoved):
            changed.connect(self._fit_height)
        follow_text(self, self._fit_text)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(self._delegate)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = TableHeader(self)
        header.sectionClicked.connect(self._on_header_clicked)
        self.setHorizontalHeader(header)

    def set_use(self, use: Use) -> None:
        """Set the way to choose a row: by a click, or a double click; read: none, several can be selected to copy."""
        self._use = use
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if use == "read" else modes.SingleSelection)

    def show_whole(self, most_rows: int) -> None:
        """Keep the table as high as its rows, `most_rows` of them at most; 0: as many as there is room for."""
        self._most_rows, self._ends_whole = most_rows, True
        self._fit_height()

    def whole_height(self, most_rows: int = 0) -> int:
        """Return the height at which all rows that are loaded are in view, or the first `most_rows` of them."""
        rows = max(1, min(self.rows.rowCount(), most_rows or self.rows.rowCount()))
        head = 0 if self.horizontalHeader().isHidden() else self.horizontalHeader().sizeHint().height()
        return rows * self.verticalHeader().defaultSectionSize() + head + 2 * _BORDER

    @Slot()
    def _on_numbers(self) -> None:
        if self.isVisible():
            self.fit()

    def _fit_text(self) -> None:
        """Set the sizes that depend on the size of the text."""
        sized = theme.current().sized
        self.verticalHeader().setDefaultSectionSize(sized(self._row_height))
        if self._shown_rows:
            self.setMinimumHeight(sized(theme.CONTROL_HEIGHT + self._shown_rows * self._row_height))
        if self.isVisible():
            self.fit()
        self._fit_height()

    def _fit_height(self) -> None:
        if self._most_rows:
            self.setFixedHeight(self.whole_height(self._most_rows))
        elif self._ends_whole:
            self.setMaximumHeight(self.whole_height())

    @property
    def current(self) -> T | None:
        """The current row, None without one."""
        at = self.currentIndex().row()
        return self.rows.row_at(at) if 0 <= at < self.rows.rowCount() else None

    def select(self, key: Hashable) -> bool:
        """Make the row with this key current. False when it is not shown, which clears the selection."""
        at = self.rows.row_of(key)
        if at < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            self.selectRow(at)
        return at >= 0

    def selectRow(self, row: int) -> None:
        """Select a row. From right to left Qt's own way looks for a column at a place where there is none."""
        shown = next((at for at in range(self.rows.columnCount()) if not self.isColumnHidden(at)), 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.rows.index(row, shown), flags)

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
        anchor = self.rows.key_of(self.rows.row_at(at)) if top and 0 <= at < self.rows.rowCount() else None
        rest = top - at * self.verticalHeader().defaultSectionSize()
        yield
        if anchor is not None and (at := self.rows.row_of(anchor)) >= 0:
            self.updateGeometries()
            self.verticalScrollBar().setValue(at * self.verticalHeader().defaultSectionSize() + rest)

    def fit(self) -> None:
        """Hide the columns that the width has no room for, and divide what is left among those without a width."""
        columns, widths = self.rows.columns, self._own_widths()
        self.horizontalHeader().setSectionsClickable(any(column.sort for column in columns))
        room = self.viewport().width() - sum(widths.values())
        shares = [at for at, width in widths.items() if not width]
        needs, most = {at: self._need(at) for at in shares}, theme.current().sized(_MOST_SHARE)
        for number, at in enumerate(shares):
            part = room * columns[at].share // sum(columns[other].share for other in shares[number:])
            later = room - sum(needs[other] for other in shares[number + 1 :])
            widths[at] = min(max(most, needs[at]), max(needs[at], min(part, later)))
            room -= widths[at]
        spread = [at for at in widths if columns[at].align == "left" or columns[at].look == "bar"]
        for number, at in enumerate(spread):  # a wide screen has room for everything
            more = max(0, room) // (len(spread) - number)
            widths[at] += more
            room -= more
        self._set_widths(widths)

    def _set_widths(self, widths: Mapping[int, int]) -> None:
        """Set the widths of the columns that are shown, all at once: one by one the table would paint itself twice."""
        header = self.horizontalHeader()
        with QSignalBlocker(header):
            for at in range(len(self.rows.columns)):
                header.setSectionHidden(at, at not in widths)
                if at in widths and header.sectionSize(at) != widths[at]:
                    header.resizeSection(at, widths[at])
        self.updateGeometries()
        self.viewport().update()

    def _own_widths(self) -> dict[int, int]:
        """Return the widths of the columns that there is room for, 0 for those that share what is left."""
        sized = theme.current().sized
        widths: dict[int, int] = {}
        for at, column in enumerate(self.rows.columns):
            if self.width() >= sized(column.hide_below):
                widths[at] = max(sized(column.width), self._heading_width(at)) if column.width else 0
        room = self.viewport().width() - sized(_ROOMY_SHARE) * sum(not width for width in widths.values())
        self._narrow(widths, sum(widths.values()) - room)
        ranked = sorted((self.rows.columns[at].rank, at) for at in widths if self.rows.columns[at].rank)
        while ranked and sum(widths.values()) > room:
            del widths[ranked.pop()[1]]
        return widths

    def _narrow(self, widths: dict[int, int], missing: int) -> None:
        """Take so many pixels from the columns that may give way, each its part, and no heading is shortened."""
        spare: dict[int, int] = {}
        for at, width in widths.items():
            if least := self.rows.columns[at].least:
                spare[at] = max(0, width - max(theme.current().sized(least), self._heading_width(at)))
        taken, whole = min(max(0, missing), sum(spare.values())), max(1, sum(spare.values()))
        for at, part in spare.items():
            widths[at] -= taken * part // whole

    def _heading_width(self, at: int) -> int:
        font = QFontMetrics(theme.current().font("caption"))
        return font.horizontalAdvance(self.rows.columns[at].title()) + _HEADING_ROOM

    def _need(self, at: int) -> int:
        """Return the least width of a column that shares what is left: numbers are not shortened."""
        column, font = self.rows.columns[at], QFontMetrics(theme.current().font("caption"))
        needs = [theme.current().sized(_LEAST_SHARE), self._heading_width(at)]
        if column.align == "right":
            text = QFontMetrics(theme.current().font())
            for row in self.rows.rows[:_MEASURED_ROWS]:
                widest = max(text.horizontalAdvance(column.text(row)), font.horizontalAdvance(column.details(row)))
                needs.append(widest + _CELL_ROOM)
        return max(needs)

    def row_text(self, at: int) -> str:
        """Return the cells of a row, separated by tabs."""
        row = self.rows.row_at(at)
        return "\t".join(column.copied(row) for column in self._copied_columns())

    def texts(self) -> tuple[list[str], list[list[str]]]:
        """Return the titles, and the rows that are loaded as they read."""
        columns = self._copied_columns()
        return [column.title() for column in columns], [
            [column.copied(row) for column in columns] for row in self.rows.rows
        ]

    def rows_text(self) -> str:
        """Return titles and rows that are loaded, as a spreadsheet takes them."""
        titles, rows = self.texts()
        return "\n".join("\t".join(line) for line in (titles, *rows))

    def _copied_columns(self) -> list[TableColumn[T]]:
        return [column for column in self.rows.columns if column.look != "spark"]

    def settle(self) -> None:
        """Lay out what has changed now, and not while painting, which would make the table paint itself twice."""
        if self.isVisible():
            self.executeDelayedItemsLayout()
            QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall)  # a scroll bar that comes or goes

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.row_changed.emit(current.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the cell under the mouse, or of the current row when a key was pressed.

        Where nothing offers one, that of the panel around the table opens.
        """
        if not self.isSignalConnected(QMetaMethod.fromSignal(self.menu_requested)):
            event.ignore()
            return
        index, place = self.indexAt(event.pos()), event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
            place = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        self.menu_requested.emit(index.row(), index.column(), place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = self.currentIndex().row()
        selected = sorted(index.row() for index in self.selectionModel().selectedRows())
        if selected and event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText("\n".join(map(self.row_text, selected)))
        elif at >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._use != "read":
            self.chosen.emit(at, _is_excluding(event.modifiers()))
        elif at >= 0 and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        at = self.rowAt(place.y())
        is_row = event.button() == Qt.MouseButton.LeftButton and at >= 0 and self._use == "click"
        self._pressed = (self.rows.key_of(self.rows.row_at(at)), place) if is_row else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        (key, start), place = self._pressed, event.position().toPoint()
        self._pressed = None
        at = self.rows.row_of(key)  # rows may have moved under the mouse, which stayed where it was
        is_still = (place - start).manhattanLength() < QApplication.startDragDistance()
        if at >= 0 and (is_still or at == self.rowAt(place.y())):
            self.chosen.emit(at, _is_excluding(event.modifiers()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        at = self.rowAt(round(event.position().y()))
        if at >= 0 and self._use == "double_click" and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(at, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_text and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(theme.current().font())
            painter.setPen(theme.current().colour("faint"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignVCenter, self.empty_text)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, row: int) -> None:
        before = self._delegate.hovered_row
        if row == before or self._use == "read":
            return
        for changed in {row, before} - {-1}:
            area = QRect(0, self.rowViewportPosition(changed), self.viewport().width(), self.rowHeight(changed))
            self.viewport().update(area)
        self._delegate.hovered_row = row
        is_hand = row >= 0 and self._use == "click"
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_hand else Qt.CursorShape.ArrowCursor)

    def _on_header_clicked(self, section: int) -> None:
        if sort := self.rows.columns[section].sort:
            self.sort_requested.emit(sort)


def _is_excluding(modifiers: Qt.KeyboardModifier) -> bool:
    """Return whether Ctrl, or Command on macOS, is held. Alt with a click belongs to the window manager."""
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)
