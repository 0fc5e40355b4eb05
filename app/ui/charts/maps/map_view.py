"""View of a map: the part of it that is shown, as large as fits into an area, and closer on request."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

CLOSEST = 12.0  # times the size of the whole map


class MapView:
    """Part of a map that is shown. closeness: 1 shows the whole map. size: of the map, in its own units."""

    def __init__(self, size: QSizeF) -> None:
        self._size = size
        self._middle = QPointF(size.width() / 2, size.height() / 2)
        self.closeness = 1.0

    def transform(self, area: QRectF) -> QTransform:
        """Return the way from the units of the map to an area of a widget."""
        scale = self._scale(area)
        left = area.center().x() - self._middle.x() * scale
        top = area.center().y() - self._middle.y() * scale
        return QTransform(scale, 0, 0, scale, left, top)

    def zoom(self, factor: float, place: QPointF, area: QRectF) -> None:
        """Show the map closer by a factor. What is at `place` of the widget stays there."""
        spot = self._spot(place, area)
        self.closeness = min(CLOSEST, max(1.0, self.closeness * factor))
        self._middle = spot + (area.center() - place) / self._scale(area)
        self._keep_within(area)

    def move(self, by: QPointF, area: QRectF) -> None:
        """Move the map by so many pixels."""
        self._middle -= by / self._scale(area)
        self._keep_within(area)

    def show(self, spot: QPointF, area: QRectF) -> None:
        """Move a spot of the map into the area, if it is outside."""
        if not area.contains(self.transform(area).map(spot)):
            self._middle = QPointF(spot)
            self._keep_within(area)

    def _scale(self, area: QRectF) -> float:
        whole = min(area.width() / self._size.width(), area.height() / self._size.height())
        return max(1e-6, whole * self.closeness)

    def _spot(self, place: QPointF, area: QRectF) -> QPointF:
        inverse, _ = self.transform(area).inverted()
        return inverse.map(place)

    def _keep_within(self, area: QRectF) -> None:
        """Leave no empty room that the map could fill."""
        scale = self._scale(area)

        def kept(middle: float, length: float, room: float) -> float:
            half = min(length, room / scale) / 2
            return min(max(middle, half), length - half)

        self._middle = QPointF(
            kept(self._middle.x(), self._size.width(), area.width()),
            kept(self._middle.y(), self._size.height(), area.height()),
        )
