"""Medians of a course: a quiet line across the chart for each of its lines, with the number at its end."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import pyqtgraph as pg
from PySide6.QtGui import QFontMetrics

from app.domain.reports.axes import CoursePoint
from app.ui.charts.lines import Line, number_of
from app.ui.charts.plot import Plot
from app.ui.style import theme
from app.ui.translation import translator

_FEWEST = 5  # buckets: the median of fewer says nothing
_DOTS = [2, 3]

_tr = translator("medians")


class Medians:
    """Median lines of a plot."""

    def __init__(self, plot: Plot) -> None:
        self._plot = plot
        self._curves: dict[str, pg.PlotCurveItem] = {}
        self._texts: dict[str, pg.TextItem] = {}

    @property
    def texts(self) -> list[str]:
        """The texts on the chart."""
        return [item.toPlainText() for item in self._texts.values() if item.isVisible()]

    def show(
        self,
        lines: Sequence[Line],
        points: Sequence[CoursePoint],
        span: tuple[float, float],
        top: float,
        pen_width: float,
    ) -> None:
        """Draw the medians of some lines, and no others. points: complete buckets; span: from left to right.

        top: the highest number of the axis.
        """
        for item in (*self._curves.values(), *self._texts.values()):
            item.hide()
        levels = sorted(((level, line) for line in lines if (level := _median(line, points)) is not None), key=_level)
        bottoms = text_bottoms([level for level, _ in levels], self._text_height(top), top)
        for (level, line), bottom in reversed(tuple(zip(levels, bottoms, strict=True))):
            self._draw(line, level, bottom, span, pen_width)

    def _draw(self, line: Line, level: float, bottom: float, span: tuple[float, float], pen_width: float) -> None:
        look = theme.current()
        if line.name not in self._curves:
            self._curves[line.name], self._texts[line.name] = pg.PlotCurveItem(), pg.TextItem(anchor=(1, 1))
            self._plot.add(self._curves[line.name])
            self._plot.add(self._texts[line.name])
        curve, text = self._curves[line.name], self._texts[line.name]
        pen = pg.mkPen(look.colour(line.colour), width=pen_width)
        pen.setDashPattern(_DOTS)
        curve.setPen(pen)
        curve.setData(list(span), [level, level])
        text.setFont(look.font("caption"))
        text.setText(_tr("median %1").replace("%1", line.scale.write(level)), color=look.colour(line.colour))
        text.fill = pg.mkBrush(look.colour("panel", 0.7))
        text.setPos(span[1], bottom)
        curve.show()
        text.show()

    def _text_height(self, top: float) -> float:
        """Return the height of a text in the numbers of the axis."""
        pixels = QFontMetrics(theme.current().font("caption")).height() + 2 * theme.SPACE
        return float(top * pixels / max(1.0, self._plot.box.height()))


def text_bottoms(levels: Sequence[float], height: float, top: float) -> list[float]:
    """Return where texts begin, from the bottom up, so that none covers another or leaves the chart.

    A text stands on its line; below it where there is no room above. levels: in ascending order.
    """
    bottoms: list[float] = []
    free = top
    for level in reversed(levels):
        free = level if level + height <= free else min(level, free) - height
        bottoms.insert(0, free)
    taken = 0.0
    for at, bottom in enumerate(bottoms):
        bottoms[at] = max(bottom, taken)
        taken = bottoms[at] + height
    return bottoms


def _median(line: Line, points: Sequence[CoursePoint]) -> float | None:
    numbers = [number for point in points if (number := number_of(point, line)) is not None]
    return median(numbers) if len(numbers) >= _FEWEST else None


def _level(item: tuple[float, Line]) -> float:
    return item[0]
