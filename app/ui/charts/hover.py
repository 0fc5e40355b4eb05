"""Chart overlay: the line at the pointer, the span being dragged, the card with the numbers.

Painted separately from the chart, so that moving the pointer redraws no curve.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import wrap

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.ui import format
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import label, set_tone

_DRAG_PIXELS = 6  # less is a click
_DOT = 4.0
_NOTE_LETTERS = 48  # of a line


@dataclass(frozen=True, slots=True)
class HoverRow:
    """One number in the card. colour: a field of `Colours`; before: number of the comparison, None without one."""

    title: str
    colour: str
    now: int
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line. place: its position in the overlay; colour: a field of `Colours`."""

    place: QPointF
    colour: str


class Overlay(QWidget):
    """A layer for the mouse. hovered: bucket under the pointer, -1 for none; dragged: first and last bucket."""

    hovered = Signal(int)
    dragged = Signal(int, int)
    double_clicked = Signal()

    def __init__(self, chart: QWidget, bucket_at: Callable[[float], int], dots_at: Callable[[int], list[Dot]]) -> None:
        """bucket_at: the bucket at an x, -1 for none; dots_at: the points of a bucket, the last on top."""
        super().__init__(chart)
        self._chart = chart
        self._bucket_at = bucket_at
        self._dots_at = dots_at
        self.at = -1
        self._pressed_x: float | None = None
        self._x = 0.0
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def clear(self) -> None:
        """Clear the overlay, because the data changed."""
        self.at, self._pressed_x = -1, None
        self.update()

    def show_at(self, at: int) -> None:
        """Point at a bucket, -1 for none."""
        self.at = at
        self.update()
        self.hovered.emit(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._x = event.position().x()
        at = self._bucket_at(self._x)
        if at != self.at:
            self.show_at(at)
        elif self._pressed_x is not None:
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        if self._pressed_x is None:
            self.show_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_x = self._x = event.position().x()
            self._chart.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_x is None:
            return
        start, end = sorted((self._pressed_x, event.position().x()))
        self._pressed_x = None
        self.update()
        if end - start >= _DRAG_PIXELS and self._bucket_at(start) >= 0:
            self.dragged.emit(self._bucket_at(start), self._bucket_at(end))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_x = None
        self.double_clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        look = theme.current()
        if self._pressed_x is not None and abs(self._x - self._pressed_x) >= _DRAG_PIXELS:
            left, right = sorted((self._pressed_x, self._x))
            painter.fillRect(QRectF(left, 0, right - left, self.height()), look.colour("accent", 0.15))
        if self.at < 0:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, dot in enumerate(self._dots_at(self.at)):
            if at == 0:
                painter.setPen(QPen(look.colour("border_strong"), 1))
                painter.drawLine(QPointF(dot.place.x(), 0), QPointF(dot.place.x(), self.height()))
            painter.setPen(QPen(look.colour("panel"), 2))
            painter.setBrush(look.colour(dot.colour))
            painter.drawEllipse(dot.place, _DOT, _DOT)


class HoverCard(QFrame):
    """A card with the numbers of one bucket, transparent to the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = label("", "", "hover_title")
        self._other = label("", "caption", "hover_compared")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(3 * SPACE)
        self._grid.setVerticalSpacing(SPACE)
        self._cells: list[tuple[QLabel, ...]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._title)
        layout.addWidget(self._other)
        layout.addLayout(self._grid)
        self._notes = label("", "caption", "hover_notes")
        layout.addWidget(self._notes)
        self.hide()

    def show_rows(self, title: str, compared: str, rows: Sequence[HoverRow], notes: Sequence[str] = ()) -> None:
        """Show the numbers of a bucket. compared: date of the comparison, empty without one; notes: its annotations."""
        self._title.setText(title)
        self._notes.setText("\n".join(line for note in notes for line in wrap(note, _NOTE_LETTERS)))
        self._notes.setVisible(bool(notes))
        self._other.setText(self.tr("compared with %1").replace("%1", compared))
        self._other.setVisible(bool(compared))
        while len(self._cells) < len(rows):
            self._add_cells()
        for at, cells in enumerate(self._cells):
            self._fill(cells, rows[at] if at < len(rows) else None)
        self.adjustSize()
        self.show()
        self.raise_()

    def place(self, area: QRect, x: float) -> None:
        """Move next to `x` in the `area` of the chart, to the side that has room."""
        left = area.left() + round(x) + 4 * SPACE
        if left + self.width() > area.right():
            left = area.left() + round(x) - 4 * SPACE - self.width()
        self.move(QPoint(max(area.left(), left), area.top() + 2 * SPACE))

    def spoken(self) -> str:
        """Return the contents of the card as a sentence for screen readers."""
        rows = (" ".join(cell.text() for cell in cells if cell.text()) for cells in self._cells if cells[1].text())
        notes = self._notes.text().replace("\n", " ")
        return ". ".join((self._title.text(), *rows, *((notes,) if notes else ())))

    def _add_cells(self) -> None:
        at = len(self._cells)
        dot, name, now, before, change = (label(), label("", "muted"), label(), label("", "muted"), label("", "badge"))
        for column, cell in enumerate((dot, name, now, before, change)):
            self._grid.addWidget(cell, at, column)
        for cell in (now, before):
            cell.setAlignment(Qt.AlignmentFlag.AlignRight)
        dot.setFixedSize(10, 10)
        self._cells.append((dot, name, now, before, change))

    def _fill(self, cells: tuple[QLabel, ...], shown: HoverRow | None) -> None:
        dot, name, now, before, change = cells
        for cell in cells:
            cell.setVisible(shown is not None)
        if shown is None:
            name.setText("")
            return
        dot.setProperty("series", shown.colour)
        dot.style().polish(dot)
        name.setText(shown.title)
        now.setText(format.exact(shown.now))
        before.setVisible(shown.before is not None)
        change.setVisible(shown.before is not None)
        if shown.before is not None:
            before.setText(format.exact(shown.before))
            change.setText(format.change(shown.now, shown.before) or format.percent(0))
            way = format.direction(shown.now, shown.before)
            set_tone(change, way)
