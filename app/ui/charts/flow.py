"""Flow picture: the pages and events before and after an anchor, step by step, in one painted view."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from app.domain.reports.journeys import Flow, FlowNode, JourneyAnchor
from app.ui import format
from app.ui.charts.flow_layout import FlowBand, FlowBox, FlowPicture, arrange
from app.ui.charts.painted import PaintedView, Table
from app.ui.charts.writing import draw_text
from app.ui.style import theme
from app.ui.style.theme import RADIUS, SPACE
from app.ui.translation import filled

_TWO_LINES = 48  # height of a box from which its numbers stand below its name
_LEAST_HEIGHT, _MOST_HEIGHT = 90 * SPACE, 260 * SPACE
# Ground and text of a box by its type: fields of `Colours`.
_LOOKS = {
    "page": ("bar", "text"),
    "event": ("bar_other", "text"),
    "others": ("soft_flat", "muted"),
    "end": ("soft_flat", "muted"),
}
_BANDS = {"page": "accent", "event": "second", "others": "faint", "end": "faint"}
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FlowView(PaintedView):
    """Boxes of nodes with bands between them.

    walked: carries the JourneyAnchor of a box that was clicked, or on which Enter was pressed; back_requested:
    Backspace was pressed. before, after: flows of the same anchor, None for a side that is not asked for.
    """

    walked = Signal(object)
    back_requested = Signal()

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self._before: Flow | None = None
        self._after: Flow | None = None
        self._picture = FlowPicture()
        self._summary = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(_MOST_HEIGHT)

    @property
    def picture_of_flow(self) -> FlowPicture:
        """The boxes and bands as they are painted."""
        return self._picture

    def show_flow(self, before: Flow | None, after: Flow | None) -> None:
        """Show new flows, the anchor in view."""
        self._before, self._after = before, after
        self._summary = self._summary_of()
        self._arrange()
        self.forget_places()
        self._show_anchor()

    def whole(self) -> QSize:
        return QSize(round(self._picture.width), round(self._picture.height))

    def sizeHint(self) -> QSize:
        return QSize(200 * SPACE, _LEAST_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(60 * SPACE, _LEAST_HEIGHT)

    def place_at(self, point: QPoint) -> object | None:
        at = QPointF(point + self.offset())
        for box in self._picture.boxes:
            if box.area.contains(at):
                return box
        return next((band for band in self._picture.bands if band.path().contains(at)), None)

    def rect_of(self, place: object) -> QRect:
        if isinstance(place, FlowBox):
            return place.area.toAlignedRect()
        assert isinstance(place, FlowBand)
        return place.path().boundingRect().toAlignedRect()

    def sentence(self, place: object) -> str:
        if isinstance(place, FlowBand):
            text = self.tr("%1 \N{RIGHTWARDS ARROW} %2: %3 sessions", n=place.sessions)
            return filled(text, self.name_of(place.left), self.name_of(place.right), format.exact(place.sessions))
        assert isinstance(place, FlowBox)
        count = place.node.sessions
        text = self.tr("%1: %2 \N{MIDDLE DOT} %3 sessions, %4 of all with this start", n=count)
        if not place.column:
            text = self.tr("%2 \N{MIDDLE DOT} %3 sessions", n=count)
        name, number = self.name_of(place), format.exact(count)
        return filled(text, self._heading(place.column), name, number, format.share(self._share(place.node), 1))

    def short(self, place: object) -> str:
        if isinstance(place, FlowBox):
            return place.node.value or self.name_of(place)
        return self.sentence(place)

    def summary(self) -> str:
        return f"{self._summary} {self.tr('Arrow keys read single nodes, Enter makes one the start.')}".strip()

    @property
    def fact(self) -> str:
        """The most important fact of the picture in a sentence."""
        return self._summary

    def table(self) -> Table:
        header = ("side", "step", "from_type", "from", "to_type", "to", "sessions")
        rows = []
        for side, flow in (("before", self._before), ("after", self._after)):
            if flow is None:
                continue
            for link in flow.links:
                source, target = flow.nodes[link.source], flow.nodes[link.target]
                row = (side, target.step, source.type, source.value, target.type, target.value, link.sessions)
                rows.append(row)
        return header, rows

    def step(self, key: Qt.Key) -> object | None:
        boxes = self._picture.boxes
        if not boxes or key not in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home):
            return None
        current = self.cursor_place
        if not isinstance(current, FlowBox) or key == Qt.Key.Key_Home:
            return self._anchor()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            column = [box for box in boxes if box.column == current.column]
            at = column.index(current) + (1 if key == Qt.Key.Key_Down else -1)
            return column[min(len(column) - 1, max(0, at))]
        target = current.column + (1 if key == Qt.Key.Key_Right else -1)
        middle = current.area.center().y()
        others = [box for box in boxes if box.column == target]
        return min(others, key=lambda box: abs(box.area.center().y() - middle)) if others else current

    def name_of(self, box: FlowBox) -> str:
        """Return the name of a node: its page or event, or words for the rest and for the end."""
        if box.node.value is not None:
            return box.node.value
        if box.node.type == "others":
            return self.tr("Others")
        return self.tr("Session began") if box.column < 0 else self.tr("Session ended")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(self.cursor_place, FlowBox):
            self._walk(self.cursor_place)
        elif event.key() == Qt.Key.Key_Backspace:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_link = isinstance(self.pointed, FlowBox) and _anchor_of(self.pointed) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self.place_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and isinstance(place, FlowBox) and place == self.cursor_place:
            self._walk(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        kept = self.cursor_place
        self._arrange()
        super().resizeEvent(event)
        boxes = self._picture.boxes
        if isinstance(kept, FlowBox):  # the same node has another box now
            self.move_cursor(next((box for box in boxes if (box.column, box.node) == (kept.column, kept.node)), None))
        else:
            self._show_anchor()

    def paint(self, painter: QPainter, clip: QRect, offset: QPoint) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reading = self.reading
        for band in self._picture.bands:
            self._paint_band(painter, band, reading)
        for box in self._picture.boxes:
            self._paint_box(painter, box)
        look = theme.current()
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("muted"))
        for column, area in {box.column: box.area for box in reversed(self._picture.boxes)}.items():
            head = QRectF(area.left(), 0, area.width(), self._head() - SPACE)
            draw_text(painter, head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self._heading(column))
        if isinstance(reading, FlowBox):
            painter.setPen(QPen(look.colour("text"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(reading.area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def _paint_band(self, painter: QPainter, band: FlowBand, reading: object | None) -> None:
        far = band.right if band.right.column > 0 else band.left
        is_read = reading in (band, band.left, band.right)
        strength = 0.22 if reading is None else 0.5 if is_read else 0.08
        painter.fillPath(band.path(), theme.current().colour(_BANDS[far.node.type], strength))

    def _paint_box(self, painter: QPainter, box: FlowBox) -> None:
        look = theme.current()
        ground, ink = _LOOKS[box.node.type] if box.column else ("selected", "text")
        painter.setPen(Qt.PenStyle.NoPen if box.column else QPen(look.colour("accent"), 2))
        painter.setBrush(look.colour(ground))
        painter.drawRoundedRect(box.area if box.column else box.area.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.setPen(look.colour(ink))
        area = box.area.adjusted(2 * SPACE, SPACE / 2, -2 * SPACE, -SPACE / 2)
        count = format.count(box.node.sessions)
        if box.area.height() < _TWO_LINES:
            painter.setFont(look.font("caption"))
            draw_text(painter, area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
            taken = painter.fontMetrics().horizontalAdvance(count) + 2 * SPACE
            _draw_elided(painter, area.adjusted(0, 0, -taken, 0), self.name_of(box))
            return
        line = QFontMetrics(look.font()).height()
        middle = area.center().y()
        painter.setFont(look.font("text", QFont.Weight.DemiBold))
        _draw_elided(painter, QRectF(area.left(), middle - line, area.width(), line), self.name_of(box))
        painter.setFont(look.font("caption"))
        numbers = count if not box.column else f"{count} \N{MIDDLE DOT} {format.share(self._share(box.node))}"
        draw_text(painter, QRectF(area.left(), middle, area.width(), line), _START, numbers)

    def _arrange(self) -> None:
        size = self.viewport().size()
        self._picture = arrange(self._before, self._after, size.width(), size.height(), self._head())

    def _show_anchor(self) -> None:
        """Scroll to the middle of the picture, unless all of it is in view."""
        if (anchor := self._anchor()) is not None:
            self.horizontalScrollBar().setValue(round(anchor.area.center().x() - self.viewport().width() / 2))

    def _walk(self, box: FlowBox) -> None:
        if box.column and (anchor := _anchor_of(box)) is not None:
            self.walked.emit(anchor)

    def _anchor(self) -> FlowBox | None:
        return next((box for box in self._picture.boxes if not box.column), None)

    def _share(self, node: FlowNode) -> float:
        anchor = self._anchor()
        return node.sessions / anchor.node.sessions if anchor is not None and anchor.node.sessions else 0.0

    def _heading(self, column: int) -> str:
        if not column:
            return self.tr("Start")
        if abs(column) == 1:
            return self.tr("Just before") if column < 0 else self.tr("Right after")
        text = self.tr("%1 steps before") if column < 0 else self.tr("%1 steps after")
        return text.replace("%1", str(abs(column)))

    def _head(self) -> int:
        return QFontMetrics(theme.current().font("caption")).height() + 2 * SPACE

    def _summary_of(self) -> str:
        flow = self._after or self._before
        if flow is None or not flow.nodes[0].sessions:
            return ""
        all_sessions = flow.nodes[0].sessions
        text = self.tr("%1 sessions with %2.", n=all_sessions)
        facts = [format.exact(all_sessions), flow.nodes[0].value or ""]
        first = next((node for node in flow.nodes if node.step == 1 and node.value is not None), None)
        if first is not None:
            after, before = self.tr("Most often followed by %3: %4."), self.tr("Most often after %3: %4.")
            text = f"{text} {after if flow is self._after else before}"
            facts += [first.value or "", format.share(first.sessions / all_sessions)]
        return filled(text, *facts)


def _draw_elided(painter: QPainter, area: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(area.width()))
    draw_text(painter, area, _START, shown)


def _anchor_of(box: FlowBox) -> JourneyAnchor | None:
    """Return the anchor that a box would be, None for one that is no page and no event."""
    if box.node.value is None or box.node.type not in ("page", "event"):
        return None
    return JourneyAnchor("page" if box.node.type == "page" else "event", box.node.value)
