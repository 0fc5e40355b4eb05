"""Plot: a view box with an axis at its left and one below it."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsGridLayout, QGraphicsItem

_BEHIND_ITEMS = QGraphicsItem.GraphicsItemFlag.ItemNegativeZStacksBehindParent


class Plot(pg.GraphicsWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Parts of pyqtgraph's PlotItem that a chart needs.

    The whole creates fifty widgets of a menu as well, two more axes, a title and a button, in twice the time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.layout = QGraphicsGridLayout()
        self.layout.setSpacing(0)
        self.setLayout(self.layout)
        self._box = pg.ViewBox(parent=self, enableMenu=False, enableMouse=False)
        self.layout.addItem(self._box, 0, 1)
        self._axes = {"left": self._new_axis("left", 0, 0), "bottom": self._new_axis("bottom", 1, 1)}
        self.layout.setRowStretchFactor(0, 100)
        self.layout.setColumnStretchFactor(1, 100)

    def _new_axis(self, side: str, row: int, column: int) -> pg.AxisItem:
        axis = pg.AxisItem(orientation=side, parent=self)
        axis.linkToView(self._box)
        axis.setZValue(0.5)  # above the grid
        axis.setFlag(_BEHIND_ITEMS)
        self.layout.addItem(axis, row, column)
        return axis

    def axis(self, side: str) -> pg.AxisItem:
        """Return an axis. side: left or bottom."""
        return self._axes[side]

    @property
    def box(self) -> pg.ViewBox:
        """The area between the axes."""
        return self._box

    def add(self, item: pg.GraphicsObject) -> None:
        """Add something that is drawn by the numbers of the axes."""
        self._box.addItem(item)

    def show_range(self, x: tuple[float, float], y: tuple[float, float], x_padding: float, y_padding: float) -> None:
        """Show a part of both axes. Paddings: shares of it that stay free at either end."""
        self._box.setYRange(*y, padding=y_padding)
        self._box.setXRange(*x, padding=x_padding)

    @property
    def shown_range(self) -> QRectF:
        """The part of both axes that is shown."""
        (left, right), (least, most) = self._box.viewRange()
        return QRectF(left, least, right - left, most - least)
