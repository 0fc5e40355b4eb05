"""Cells: a grid of numbers coloured from low to high, in one painted view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.ui.charts.painted import PaintedView, Table
from app.ui.charts.writing import draw_text
from app.ui.style import ramp, theme
from app.ui.style.theme import SPACE

# Pixels at a scale of 1.
_GAP = 2  # between two cells
_ROW_LOW, _ROW_HIGH = 7 * SPACE, 20 * SPACE
_LEAD_GAP = 2 * SPACE  # below the leading rows
_WIDEST = 48 * SPACE
_RADIUS = 3.0
_FEWEST_ROWS = 12  # as many are always in view, if there are so many
Place = tuple[int, int]  # row and column


@dataclass(frozen=True, slots=True)
class GridCell:
    """A number. text: as written; spoken: returns a sentence about it.

    level: from 0 for the lowest to 1 for the highest, None for no colour. is_open: its time is not over yet.
    """

    text: str
    spoken: Callable[[], str]
    level: float | None = None
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells in rows, asked for by (row, column) as they come into view: thousands of them at once would take a second.

    value: the number as exported, None for a cell without one; cell: as shown, for a cell with a number. texts: the
    widest texts of cells. corner: heading of the row titles. leading: rows in bold, set apart on top.
    """

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    value: Callable[[int, int], float | None]
    cell: Callable[[int, int], GridCell]
    texts: tuple[str, ...]
    leading: int = 0

    def turned(self) -> Grid:
        """Return the grid with rows and columns exchanged."""
        value, cell = self.value, self.cell
        return Grid(
            self.corner,
            self.columns,
            self.rows,
            lambda row, column: value(column, row),
            lambda row, column: cell(column, row),
            self.texts,
        )

    def values(self, row: int) -> tuple[float | None, ...]:
        """Return the numbers of a row."""
        return tuple(self.value(row, column) for column in range(len(self.columns)))


def _no_cell(row: int, column: int) -> GridCell:
    return GridCell("", str)


EMPTY = Grid("", (), (), lambda row, column: None, _no_cell, ())


class CellsView(PaintedView):
    """A grid of cells. can_turn: rows and columns change places where the columns are too narrow for their numbers."""

    def __init__(self, name: str, title: str, *, can_turn: bool = False) -> None:
        super().__init__(name, title)
        self._can_turn = can_turn
        self._given = self._grid = EMPTY
        self._cells: dict[Place, GridCell | None] = {}  # those that came into view
        self._titles_width = self._column_low = self._column_width = 0
        self._row_height = theme.current().sized(_ROW_LOW)
        self._head = 0  # height of the titles of the columns
        self._summary = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        theme.current().rescaled.connect(self._on_rescaled)

    @property
    def grid(self) -> Grid:
        """The grid as it is shown."""
        return self._grid

    def show_grid(self, grid: Grid, summary: str = "") -> None:
        """Show a grid. summary: the whole of it in a sentence. The cursor stays where the titles stay the same."""
        is_same = (grid.rows, grid.columns) == (self._given.rows, self._given.columns)
        kept = self.cursor_place if is_same else None
        self._given, self._summary = grid, summary
        self._arrange()
        self.updateGeometry()
        self.forget_places()
        self.cursor_place = kept
        self.show_reading()

    def whole(self) -> QSize:
        columns, rows = len(self._grid.columns), len(self._grid.rows)
        height = self._head + rows * self._row_height + self._lead_gap()
        return QSize(self._titles_width + columns * self._column_width, height)

    def sizeHint(self) -> QSize:
        return QSize(150 * SPACE, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        rows = min(_FEWEST_ROWS, max(1, len(self._grid.rows)))
        height = rows * theme.current().sized(_ROW_LOW)
        return QSize(60 * SPACE, self._head + height + self._lead_gap() + self._bar_room())

    def kept_in_view(self) -> QSize:
        return QSize(self._titles_width, self._head)

    def rect_of(self, place: object) -> QRect:
        assert isinstance(place, tuple)
        row, column = place
        left, top = self._titles_width + column * self._column_width, self._head + row * self._row_height
        top += self._lead_gap() if row >= self._grid.leading else 0
        return QRect(left, top, self._column_width - _GAP, self._row_height - _GAP)

    def place_at(self, point: QPoint) -> object | None:
        if point.x() < self._titles_width or point.y() < self._head or not self._column_width:
            return None
        at = point + self.offset()
        place = self._row_at(at.y()), (at.x() - self._titles_width) // self._column_width
        return place if self._cell(place) is not None else None

    def sentence(self, place: object) -> str:
        cell = self._cell(place)
        return cell.spoken() if cell is not None else self.tr("Nothing there yet.")

    def short(self, place: object) -> str:
        cell = self._cell(place)
        return cell.text if cell is not None else ""

    def summary(self) -> str:
        return f"{self._summary} {super().summary()}".strip()

    def table(self) -> Table:
        grid = self._given
        return [grid.corner, *grid.columns], [[title, *grid.values(at)] for at, title in enumerate(grid.rows)]

    def step(self, key: Qt.Key) -> object | None:
        rows, columns = len(self._grid.rows), len(self._grid.columns)
        if not rows or not columns:
            return None
        row, column = self.cursor_place if isinstance(self.cursor_place, tuple) else (0, -1)
        moves: dict[Qt.Key, Place] = {
            Qt.Key.Key_Left: (row, column - 1),
            Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, max(0, column)),
            Qt.Key.Key_Down: (row + 1 if column >= 0 else row, max(0, column)),
            Qt.Key.Key_Home: (row, 0),
            Qt.Key.Key_End: (row, columns - 1),
        }
        if key not in moves:
            return None
        row, column = moves[key]
        return min(rows - 1, max(0, row)), min(columns - 1, max(0, column))

    def mark_read(self, before: object | None, place: object | None) -> None:
        for marked in (before, place):
            if marked is not None:
                self.viewport().update(self.rect_of(marked).translated(-self.offset()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        was = self._grid
        self._arrange()
        if (was.rows, was.columns) != (self._grid.rows, self._grid.columns):
            self.cursor_place = self.pointed = None
        super().resizeEvent(event)

    def paint(self, painter: QPainter, clip: QRect, offset: QPoint) -> None:
        if not self._grid.rows or not self._column_width:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = max(0, self._row_at(clip.top())), min(len(self._grid.rows) - 1, self._row_at(clip.bottom()))
        left = max(0, (clip.left() - self._titles_width) // self._column_width)
        right = min(len(self._grid.columns) - 1, (clip.right() - self._titles_width) // self._column_width)
        for row in range(first, last + 1):
            painter.setFont(self._font(row))
            for column in range(left, right + 1):
                self._paint_cell(painter, (row, column))
        self._paint_titles(painter, range(first, last + 1), offset)
        self._paint_heads(painter, range(left, right + 1), offset)
        if self.reading is not None:
            painter.setPen(QPen(theme.current().colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect_of(self.reading)).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def _paint_cell(self, painter: QPainter, place: Place) -> None:
        cell = self._cell(place)
        if cell is None:
            return
        look, area = theme.current(), QRectF(self.rect_of(place))
        if cell.level is None:
            painter.setPen(look.colour("text"))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ramp.fill(cell.level) if cell.level else look.colour("soft_flat"))
            painter.drawRoundedRect(area, _RADIUS, _RADIUS)
            painter.setPen(ramp.ink(cell.level) if cell.level else look.colour("muted"))
        if cell.is_open:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(painter.pen().color(), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), _RADIUS, _RADIUS)
        draw_text(painter, area, Qt.AlignmentFlag.AlignCenter, cell.text)

    def _paint_titles(self, painter: QPainter, rows: range, offset: QPoint) -> None:
        """Paint the titles of the rows at the left edge, on top of what is scrolled below them."""
        look = theme.current()
        painter.fillRect(QRect(offset.x(), 0, self._titles_width, self.whole().height()), look.colour("panel"))
        for row in rows:
            painter.setFont(self._font(row))
            painter.setPen(look.colour("text" if row < self._grid.leading else "muted"))
            area = QRect(
                offset.x(), self.rect_of((row, 0)).top(), self._titles_width - 2 * SPACE, self._row_height - _GAP
            )
            draw_text(painter, area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._grid.rows[row])

    def _paint_heads(self, painter: QPainter, columns: range, offset: QPoint) -> None:
        """Paint the titles of the columns at the top edge, as many of them as fit."""
        look, head = theme.current(), self._head
        painter.fillRect(QRect(offset.x(), offset.y(), self.viewport().width(), head), look.colour("panel"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("muted"))
        corner = QRect(offset.x(), offset.y(), self._titles_width, head - SPACE)
        draw_text(painter, corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._grid.corner)
        painter.setClipRect(QRect(offset.x() + self._clip_heads(), offset.y(), self.whole().width(), head))
        widest = max((painter.fontMetrics().horizontalAdvance(text) for text in self._grid.columns), default=0)
        every = max(1, -(-(widest + SPACE) // self._column_width))
        for column in columns:
            if column % every == 0:
                area = self.rect_of((0, column))
                middle = QRect(area.center().x() - widest, offset.y(), 2 * widest, head - SPACE)
                draw_text(
                    painter,
                    middle,
                    Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom,
                    self._grid.columns[column],
                )
        painter.setClipping(False)

    def _on_rescaled(self) -> None:
        self._arrange()
        self.updateGeometry()

    def _arrange(self) -> None:
        """Choose the direction, and the sizes of titles, columns and rows for the size of the view."""
        width, height = self.viewport().width(), self.viewport().height()
        self._measure(self._given)
        if self._can_turn and self._titles_width + len(self._given.columns) * self._column_low > width:
            self._measure(self._given.turned())
        columns, rows = len(self._grid.columns), len(self._grid.rows)
        room = (width - self._titles_width) // columns if columns else 0
        low, most, widest = map(theme.current().sized, (_ROW_LOW, _ROW_HIGH, _WIDEST))
        self._column_width = max(self._column_low, min(room, widest))
        most = max(most, self._column_width) if self._can_turn else most  # squares where there is room
        high = (height - self._head - self._lead_gap()) // rows if rows else 0
        self._row_height = min(most, max(low, high))
        self.setMaximumHeight(self._head + max(1, rows) * most + self._lead_gap() + self._bar_room())

    def _measure(self, grid: Grid) -> None:
        self._grid = grid
        self._cells.clear()
        self._head = QFontMetrics(theme.current().font("caption")).height() + 2 * SPACE
        titles = QFontMetrics(theme.current().font("caption", QFont.Weight.DemiBold))
        self._titles_width = _widest(titles, (grid.corner, *grid.rows)) + 4 * SPACE
        self._column_low = _widest(titles, grid.texts) + 2 * SPACE + _GAP
        if grid.leading:  # the first column is no number of a row of them, and needs its title
            self._column_low = max(self._column_low, _widest(titles, grid.columns[:1]) + SPACE)

    def _cell(self, place: object) -> GridCell | None:
        assert isinstance(place, tuple)
        row, column = place
        if not (0 <= row < len(self._grid.rows) and 0 <= column < len(self._grid.columns)):
            return None
        if place not in self._cells:
            is_there = self._grid.value(row, column) is not None
            self._cells[place] = self._grid.cell(row, column) if is_there else None
        return self._cells[place]

    def _font(self, row: int) -> QFont:
        weight = QFont.Weight.DemiBold if row < self._grid.leading else QFont.Weight.Normal
        return theme.current().font("caption", weight)

    def _row_at(self, height: int) -> int:
        """Return the row at a height of the picture; one of those that do not exist where there is none."""
        below = height - self._head
        lead = self._grid.leading * self._row_height
        return (below if below < lead else max(lead, below - self._lead_gap())) // self._row_height

    def _lead_gap(self) -> int:
        return _LEAD_GAP if self._grid.leading else 0

    def _clip_heads(self) -> int:
        """Return the left end of the titles of the columns: one over the first column may reach over the row titles."""
        return self._titles_width - (6 * SPACE if not self._grid.corner else 0)

    def _bar_room(self) -> int:
        """Return the height of the scroll bar below the cells, if there is one."""
        bar = self.horizontalScrollBar()
        return bar.sizeHint().height() if bar.maximum() else 0


def _widest(metrics: QFontMetrics, texts: Iterable[str]) -> int:
    return max((metrics.horizontalAdvance(text) for text in texts), default=0)
