"""Small lines without axes: a number over the range, and the last five minutes of a live number."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import format
from app.ui.style import theme
from app.ui.widgets.parts import follow_text

HISTORY_S = 300.0
_LINE_WIDTH = 1.5
_MARK = 3.5  # radius
_HISTORY_HEIGHT = 56  # pixels at a scale of 1


class Sparkline(QWidget):
    """A line from the first to the last value, zero at the bottom. Its card describes it to screen readers."""

    def __init__(self, name: str = "", colour: str = "accent") -> None:
        super().__init__()
        self.setObjectName(name)
        self._colour = colour
        self._values: tuple[float, ...] = ()
        self._marked = -1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def marked(self) -> int:
        """The value that is marked, -1 for none."""
        return self._marked if self._marked < len(self._values) else -1

    @property
    def values(self) -> tuple[float, ...]:
        return self._values

    def set_values(self, values: Sequence[float]) -> None:
        if self._values != tuple(values):
            self._values = tuple(values)
            self.update()

    def mark(self, at: int) -> None:
        """Mark a value, none for -1 or beyond the last."""
        if at != self._marked:
            self._marked = at
            self.update()

    def value_at(self, x: float) -> int:
        """Return the value nearest to `x`, -1 when there is no line."""
        last = len(self._values) - 1
        box = _line_box(self.rect())
        return min(last, max(0, round((x - box.left()) / max(1.0, box.width()) * last))) if last > 0 else -1

    def sizeHint(self) -> QSize:
        return QSize(80, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        if len(self._values) > 1:
            painter = QPainter(self)
            step = 1 / (len(self._values) - 1)
            points = [(at * step, value) for at, value in enumerate(self._values)]
            draw_line(painter, self.rect(), points, self._colour)
            if self.marked >= 0:
                _draw_mark(painter, _places(_line_box(self.rect()), points)[self.marked], self.height(), self._colour)


class LineHistory(QWidget):
    """The last five minutes of one number, newest at the right, with its highest value written above."""

    def __init__(self, title: str, name: str = "", colour: str = "accent") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._title = title
        self._colour = colour
        self._points: deque[tuple[float, float]] = deque()
        follow_text(self, lambda: self.setMinimumHeight(theme.current().sized(_HISTORY_HEIGHT)))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def points(self) -> tuple[tuple[float, float], ...]:
        """Readings as (second, value), oldest first."""
        return tuple(self._points)

    def append(self, at_s: float, value: float) -> None:
        """Add the newest value and drop those older than five minutes. at_s: seconds of a monotonic clock."""
        self._points.append((at_s, value))
        while self._points[0][0] < at_s - HISTORY_S:
            self._points.popleft()
        highest = max(value for _, value in self._points)
        self.setAccessibleDescription(
            self.tr("Now %1, highest of the last five minutes %2")
            .replace("%1", format.count(value))
            .replace("%2", format.count(highest))
        )
        self.update()

    def clear(self) -> None:
        self._points.clear()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, theme.current().sized(_HISTORY_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        painter.setFont(look.font("caption"))
        caption_height = painter.fontMetrics().height()
        area = self.rect().adjusted(0, caption_height + 2, 0, -1)
        painter.setPen(look.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setPen(look.colour("faint"))
        if not self._points:
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.tr("No readings yet"))
            return
        now_s = self._points[-1][0]
        highest = max(value for _, value in self._points)
        text = self.tr("max %1").replace("%1", format.rate(highest))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, text)
        line = [(1 - (now_s - at_s) / HISTORY_S, value) for at_s, value in self._points]
        draw_line(painter, area, line, self._colour)


def draw_line(painter: QPainter, area: QRect, points: Sequence[tuple[float, float]], colour: str) -> None:
    """Draw a line with a faint fill below it into `area`. points: x from 0 (left) to 1 (right), y from zero up."""
    box = _line_box(area)
    dots = _places(box, points)
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, len(dots) <= theme.SMOOTH_POINTS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(colour, 0.12))
    ground = [QPointF(dots[0].x(), box.bottom()), *dots, QPointF(dots[-1].x(), box.bottom())]
    painter.drawPolygon(QPolygonF(ground))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour(colour), _LINE_WIDTH))
    painter.drawPolyline(QPolygonF(dots))


def _line_box(area: QRect) -> QRectF:
    return QRectF(area).adjusted(_LINE_WIDTH, _LINE_WIDTH, -_LINE_WIDTH, -_LINE_WIDTH)


def _places(box: QRectF, points: Sequence[tuple[float, float]]) -> list[QPointF]:
    highest = max((y for _, y in points), default=0) or 1
    return [QPointF(box.left() + x * box.width(), box.bottom() - y / highest * box.height()) for x, y in points]


def _draw_mark(painter: QPainter, place: QPointF, height: int, colour: str) -> None:
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("border_strong"), 1))
    painter.drawLine(QPointF(place.x(), 0), QPointF(place.x(), height))
    painter.setPen(QPen(look.colour("panel"), 1))
    painter.setBrush(look.colour(colour))
    painter.drawEllipse(place, _MARK, _MARK)
