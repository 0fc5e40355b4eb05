"""Layout of a flow: boxes in columns around the anchor, bands between them. Plain functions of sizes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from app.domain.reports.journeys import Flow, FlowNode

BOX_LOW = 30.0  # pixels: room for one line of text
_BOX_GAP = 8.0
_NARROW, _WIDE = 124.0, 260.0  # of a box
_BAND_NARROW, _BAND_WIDE = 28.0, 140.0  # five columns fit the smallest window
_HALVINGS = 24  # of the search for a scale: exact to a hair


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A node in the picture. column: negative before the anchor, 0 for the anchor itself."""

    column: int
    node: FlowNode
    area: QRectF


@dataclass(frozen=True, slots=True)
class FlowBand:
    """Sessions between two boxes, the left one first. They leave and arrive over `height` pixels."""

    left: FlowBox
    right: FlowBox
    sessions: int
    start: QPointF
    end: QPointF
    height: float

    def path(self) -> QPainterPath:
        """Return the outline of the band."""
        middle, down = (self.start.x() + self.end.x()) / 2, QPointF(0, self.height)
        path = QPainterPath(self.start)
        path.cubicTo(QPointF(middle, self.start.y()), QPointF(middle, self.end.y()), self.end)
        path.lineTo(self.end + down)
        path.cubicTo(
            QPointF(middle, self.end.y() + self.height),
            QPointF(middle, self.start.y() + self.height),
            self.start + down,
        )
        path.closeSubpath()
        return path


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """Boxes by column and from top to bottom, and bands. width, height: of all of it."""

    boxes: tuple[FlowBox, ...] = ()
    bands: tuple[FlowBand, ...] = ()
    width: float = 0.0
    height: float = 0.0


def arrange(before: Flow | None, after: Flow | None, width: float, height: float, head: float) -> FlowPicture:
    """Lay out the paths before and after the anchor of both. head: room above the columns.

    The picture is larger than `width` and `height` where the boxes would be too small to read.
    """
    flows = [(side, flow) for side, flow in ((-1, before), (1, after)) if flow is not None]
    columns: dict[int, list[FlowNode]] = defaultdict(list)
    for side, flow in flows:
        for node in flow.nodes:
            if node.step or node not in columns[0]:
                columns[side * node.step].append(node)
    if not columns:
        return FlowPicture()
    order = sorted(columns)
    box_width, band_width = _widths(len(order), width)
    scale, needed = _scale(columns.values(), height - head)
    lefts = {column: at * (box_width + band_width) for at, column in enumerate(order)}
    boxes: dict[tuple[int, FlowNode], FlowBox] = {}
    for column in order:
        top = head + (needed - _height(columns[column], scale)) / 2 if column == 0 else head
        for node in columns[column]:
            box_height = max(BOX_LOW, node.sessions * scale)
            boxes[column, node] = FlowBox(column, node, QRectF(lefts[column], top, box_width, box_height))
            top += box_height + _BOX_GAP
    bands = tuple(band for side, flow in flows for band in _bands(side, flow, boxes, scale))
    return FlowPicture(tuple(boxes.values()), bands, lefts[order[-1]] + box_width, head + needed)


def _widths(columns: int, width: float) -> tuple[float, float]:
    """Return the widths of a box and of the room for the bands between two columns."""
    band = min(_BAND_WIDE, max(_BAND_NARROW, width / (3.5 * columns)))
    box = min(_WIDE, max(_NARROW, (width - band * (columns - 1)) / columns))
    if columns > 1:  # a wide screen has room for wide bands
        band = max(_BAND_NARROW, (width - box * columns) / (columns - 1))
    return box, band


def _scale(columns: Iterable[Sequence[FlowNode]], height: float) -> tuple[float, float]:
    """Return the pixels of a session so that every column fits into `height`, and the height of the tallest one."""
    columns = list(columns)
    low, high = 0.0, height / max(1, max(node.sessions for nodes in columns for node in nodes))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if max(_height(nodes, middle) for nodes in columns) <= height else (low, middle)
    return low, max(_height(nodes, low) for nodes in columns)


def _height(nodes: Sequence[FlowNode], scale: float) -> float:
    return sum(max(BOX_LOW, node.sessions * scale) for node in nodes) + _BOX_GAP * (len(nodes) - 1)


def _bands(side: int, flow: Flow, boxes: dict[tuple[int, FlowNode], FlowBox], scale: float) -> list[FlowBand]:
    """Return the bands of one side. Those of a box lie one below the other, in the order of the boxes they lead to."""

    def box(place: int) -> FlowBox:
        node = flow.nodes[place]
        return boxes[side * node.step, node]

    ends = [(box(link.source), box(link.target), link.sessions) for link in flow.links]
    pairs = [(near, far, sessions) if side > 0 else (far, near, sessions) for near, far, sessions in ends]
    starts = _tops(pairs, lambda pair: pair[0], lambda pair: pair[1], scale)
    finishes = _tops(pairs, lambda pair: pair[1], lambda pair: pair[0], scale)
    bands = []
    for at, (left, right, sessions) in enumerate(pairs):
        start, end = QPointF(left.area.right(), starts[at]), QPointF(right.area.left(), finishes[at])
        bands.append(FlowBand(left, right, sessions, start, end, sessions * scale))
    return bands


Pair = tuple[FlowBox, FlowBox, int]


def _tops(
    pairs: Sequence[Pair], own: Callable[[Pair], FlowBox], other: Callable[[Pair], FlowBox], scale: float
) -> dict[int, float]:
    """Return the top of each band at its own box: all bands of a box together are in its middle."""
    by_box: dict[tuple[int, FlowNode], list[int]] = defaultdict(list)
    for at, pair in enumerate(pairs):
        by_box[own(pair).column, own(pair).node].append(at)
    tops: dict[int, float] = {}
    for places in by_box.values():
        area = own(pairs[places[0]]).area
        top = area.top() + (area.height() - sum(pairs[at][2] for at in places) * scale) / 2
        for at in sorted(places, key=lambda at: other(pairs[at]).area.top()):
            tops[at] = top
            top += pairs[at][2] * scale
    return tops
