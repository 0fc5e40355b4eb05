"""Traffic chart: lines over the range, with a comparison. Drag to zoom, hover for the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QContextMenuEvent, QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QMenu

from app.domain.clock import utc_now
from app.domain.reports.axes import (
    CoursePoint,
    CourseValues,
    bucket_day,
    bucket_end,
    is_open,
    reached,
)
from app.domain.reports.results import SeriesAnnotation
from app.ui import format
from app.ui.charts.chart import Chart
from app.ui.charts.hover import Dot, HoverCard, HoverRow, Overlay
from app.ui.charts.lines import TRAFFIC, Line, number_of
from app.ui.charts.medians import Medians
from app.ui.charts.notes import Notes, add_entries
from app.ui.charts.scale import bucket_ticks
from app.ui.style import theme
from app.ui.translation import filled
from app.ui.widgets.parts import passing_menu

_AXIS_WIDTH = 48
_LINE_WIDTH = 2
_WIDE = 1_500  # pixels at a scale of 1 from which there is room for medians
_MARK = 13
_MARK_HEIGHT = 0.03  # above the axis, as a share of the height


class TrafficChart(Chart[CourseValues]):
    """Lines of a course. x: number of the bucket; y: fields of its points. Future buckets stay empty.

    range_selected carries (first day, last day) of the buckets dragged over, or of the bucket Enter was pressed on;
    reset_requested: a double click asks for the range before the zoom; pointed: the bucket whose numbers are shown, -1
    for none.
    """

    range_selected = Signal(object)
    reset_requested = Signal()
    pointed = Signal(int)
    annotation_requested = Signal(object)  # the day of a new one, or a SeriesAnnotation to edit
    annotation_removed = Signal(object)  # SeriesAnnotation to delete

    def __init__(
        self, name: str, title: str, clock: Callable[[], datetime] = utc_now, lines: Sequence[Line] = TRAFFIC
    ) -> None:
        """clock: returns the aware time now, which decides the bucket that is still filling."""
        self._clock = clock
        self._named = {line.name: line for line in lines}
        self._series: CourseValues | None = None
        self._reached = self._complete = 0  # buckets that have begun, and those that are over
        self._shown = "all"
        self._notes = Notes()
        self._marked: tuple[int, ...] = ()
        self.mark_height = 0.0  # of annotations above the axis, in units of the chart
        self.takes_annotations = False
        super().__init__(name, title)

    @property
    def series(self) -> CourseValues | None:
        """The series drawn."""
        return self._series

    @property
    def hovered(self) -> int:
        """The bucket with the numbers shown, -1 for none."""
        return self._overlay.at

    @property
    def marked(self) -> tuple[int, ...]:
        """The buckets with an annotation."""
        return self._marked

    def show_measures(self, shown: str) -> None:
        """Draw the lines that can stand side by side, or one. shown: all, or the name of a line."""
        if shown == self._shown:
            return
        self._shown = shown
        if shown in self._named and shown not in self._lines:
            self._add_curves(shown)
        if self._series is not None:
            self.draw(self._series)

    def show_annotations(self, annotations: Sequence[SeriesAnnotation]) -> None:
        """Mark annotations on the axis of the series that is offered next. Their texts are shown on hovering."""
        self._notes.set(annotations)

    def build(self) -> None:
        # Not pyqtgraph's own grid: with it, the texts of the first and last tick disappear.
        self._grid = pg.PlotCurveItem(connect="pairs")
        self.plot.add(self._grid)
        names = [name for name, line in reversed(self._named.items()) if not line.is_alone]  # the last one is on top
        self._areas, self._lines, self._open, self._others = (
            {name: self._add_curve() for name in names} for _ in range(4)
        )
        self._dot = pg.ScatterPlotItem(size=8)
        self.plot.add(self._dot)
        self._marks = pg.ScatterPlotItem(size=_MARK, symbol="d")
        self.plot.add(self._marks)
        self.medians = Medians(self.plot)
        self.plot.box.setDefaultPadding(0)
        self._overlay = Overlay(self, self.bucket_at, self._dots_at)
        self._overlay.hovered.connect(self._on_hovered)
        self._overlay.dragged.connect(self._on_dragged)
        self._overlay.clicked.connect(self._on_clicked)
        self._overlay.is_link = lambda place: self._mark_at(place) >= 0
        self._overlay.double_clicked.connect(self.reset_requested)
        self._card = HoverCard(self)
        self.plot.box.sigResized.connect(self._place_overlay)

    def restyle(self) -> None:
        super().restyle()
        look = theme.current()
        self.plot.axis("left").setWidth(look.sized(_AXIS_WIDTH))
        self._grid.setPen(pg.mkPen(look.colour("border"), width=self.line_width(1)))
        for name in self._lines:
            self._restyle_curves(name)
        self._dot.setPen(None)
        self._marks.setBrush(look.colour("text"))
        self._marks.setPen(pg.mkPen(look.colour("panel"), width=self.line_width(1)))
        if self._series is not None:
            self._scale(self._series.series)  # the texts of the axes have another size

    def draw(self, value: CourseValues) -> None:
        self._series = value
        points = value.series
        self._marked = tuple(at for at, point in enumerate(points) if self._notes.of(point.date))
        self._reached = reached(value, self._clock())
        is_filling = self._reached > 0 and is_open(value, self._reached - 1, self._clock())
        is_smooth = len(points) <= theme.SMOOTH_POINTS
        self._complete = self._reached - is_filling
        for name in self._lines:
            shown = points[: self._reached] if self._is_shown(name) else ()
            numbers = [getattr(point, name) for point in shown]
            places = list(range(len(numbers)))
            closed = len(numbers) - is_filling  # the dashed part joins the last two points
            tail = max(0, closed - 1) if is_filling else len(numbers)
            self._areas[name].setData(places, numbers, fillLevel=0, antialias=is_smooth)
            self._lines[name].setData(places[:closed], numbers[:closed], antialias=is_smooth)
            self._open[name].setData(places[tail:], numbers[tail:], antialias=is_smooth)
            self._others[name].setData(*self._compared(name), antialias=is_smooth)
        self._draw_single(points)
        self._scale(points)
        if self._overlay.at >= 0:
            self.pointed.emit(-1)
        self._overlay.clear()
        self._card.hide()
        self.setAccessibleDescription(self._summary())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = self._reached - 1
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}  # the others move the range, wherever the focus is
        key = Qt.Key(event.key())
        if last < 0:
            super().keyPressEvent(event)
        elif key in steps:
            start = self._overlay.at if self._overlay.at >= 0 else (last + 1 if steps[key] < 0 else -1)
            self._overlay.show_at(min(last, max(0, start + steps[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._overlay.show_at(0 if key == Qt.Key.Key_Home else last)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._overlay.at >= 0:
            self._on_dragged(self._overlay.at, self._overlay.at)
        elif key == Qt.Key.Key_Escape and self._overlay.at >= 0:
            self._overlay.show_at(-1)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at, place = self.hovered, event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self._reached:
            at = at if at >= 0 else self._reached - 1
            place = self._overlay.mapToGlobal(self.place_of(at, 0).toPoint())
        menu = passing_menu(self)
        if self.takes_annotations and self._series is not None and at >= 0:
            day = bucket_day(self._series.series[at].date, self._series.timezone)
            text = self.tr("Add an annotation on %1\N{HORIZONTAL ELLIPSIS}").replace("%1", format.day(day))
            menu.addAction(text, lambda: self.annotation_requested.emit(day))
            menu.addSeparator()
            self._add_notes(menu, at)
        self.add_export(menu)
        menu.popup(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._series is not None:
            self._scale(self._series.series)

    def place_of(self, at: int, value: float) -> QPointF:
        """Return the position of a bucket's value within the overlay."""
        box = self.plot.box
        inside: QPointF = box.mapViewToScene(QPointF(at, value))
        corner: QPointF = box.sceneBoundingRect().topLeft()
        return inside - corner

    def bucket_at(self, x: float) -> int:
        """Return the bucket nearest to `x` in the overlay, -1 when none has begun."""
        box = self.plot.box
        place: float = box.mapSceneToView(QPointF(x, 0) + box.sceneBoundingRect().topLeft()).x()
        return min(max(0, round(place)), self._reached - 1)

    def point_at(self, at: int) -> None:
        """Show the numbers of a bucket as if hovered; -1 hides them."""
        self._overlay.show_at(at)

    def _add_notes(self, menu: QMenu, at: int) -> None:
        assert self._series is not None
        notes = self._notes.of(self._series.series[at].date)
        add_entries(menu, notes, self.annotation_requested.emit, self.annotation_removed.emit)

    def _mark_at(self, place: QPointF) -> int:
        """Return the bucket whose mark is at a place of the overlay, -1 for none."""
        if not self.takes_annotations:
            return -1
        apart = ((place - self.place_of(at, self.mark_height), at) for at in self.marked)
        return next((at for gap, at in apart if max(abs(gap.x()), abs(gap.y())) <= _MARK), -1)

    def _on_clicked(self, place: QPointF) -> None:
        """Show the annotations whose mark was clicked, with what can be done with them."""
        if (at := self._mark_at(place)) < 0:
            return
        menu = passing_menu(self)
        self._add_notes(menu, at)
        menu.popup(self._overlay.mapToGlobal(place.toPoint()))

    def _dots_at(self, at: int) -> list[Dot]:
        if self._series is None:
            return []
        point, other = self._series.series[at], self._compared_point(at)
        names = [name for name in self._lines if self._is_shown(name)]
        dots = [Dot(self.place_of(at, getattr(point, name)), self._named[name].colour) for name in names]
        if other is None:
            return dots
        colours = self._named
        return dots + [
            Dot(self.place_of(at, getattr(other, name)), colours[name].colour, is_hollow=True) for name in names
        ]

    def _add_curves(self, name: str) -> None:
        """Add the curves of a line that is drawn alone, when it first is."""
        for curves in (self._areas, self._lines, self._open, self._others):
            curves[name] = self._add_curve()
        self._restyle_curves(name)

    def _restyle_curves(self, name: str) -> None:
        look, colour = theme.current(), self._named[name].colour
        pen = pg.mkPen(look.colour(colour), width=self.line_width(_LINE_WIDTH))
        self._lines[name].setPen(pen)
        self._open[name].setPen(_dashed(pen, [2, 2]))
        self._others[name].setPen(_dashed(pg.mkPen(look.colour(colour, 0.65), width=self.line_width(1.5)), [5, 4]))
        self._areas[name].setPen(None)
        self._areas[name].setBrush(look.colour(colour, 0.10))

    def _add_curve(self) -> pg.PlotCurveItem:
        curve = pg.PlotCurveItem()  # a PlotDataItem, with symbols that are never shown, takes three times as long
        self.plot.add(curve)
        return curve

    def _is_shown(self, name: str) -> bool:
        return self._shown == name or (self._shown == "all" and not self._named[name].is_alone)

    @property
    def _shown_lines(self) -> list[Line]:
        return [line for name, line in self._named.items() if self._is_shown(name)]

    def _compared(self, name: str) -> tuple[list[int], list[float]]:
        """Return positions and numbers of the comparison, without positions that have no bucket in it."""
        if self._series is None or self._series.compare_series is None or not self._is_shown(name):
            return [], []
        there = [(at, point) for at, point in enumerate(self._series.compare_series) if point.compare_date]
        return [at for at, _ in there], [getattr(point, name) for _, point in there]

    def _draw_single(self, points: Sequence[CoursePoint]) -> None:
        """Draw a series of one point as a dot, because a line of one point is invisible."""
        look = theme.current()
        spots = [
            {"pos": (0, getattr(points[0], name)), "brush": look.colour(line.colour)}
            for name, line in self._named.items()
            if self._reached == 1 and self._is_shown(name)
        ]
        self._dot.setData(spots)

    def _scale(self, points: Sequence[CoursePoint]) -> None:
        """Set range and ticks of both axes for the data and the width."""
        highest = max((max(self._numbers(point)) for point in points), default=0)
        if self._series is not None and self._series.compare_series is not None:
            highest = max([highest, *(max(self._numbers(point)) for point in self._series.compare_series)])
        scale = self._shown_lines[0].scale  # those that stand side by side share it
        ticks = scale.ticks(highest)
        # pyqtgraph leaves out ticks at the very edge, which rounding may put a hair outside.
        top = max(ticks[-1], highest * 1.05)
        left, right = (-0.5, 0.5) if len(points) <= 1 else (0.0, len(points) - 1.0)
        self.plot.show_range((left, right), (0, top), x_padding=0.01, y_padding=0.004)
        self._grid.setData([left, right] * len(ticks), [tick for tick in ticks for _ in "ab"])
        self.mark_height = top * _MARK_HEIGHT
        self._marks.setData(self._marked, [self.mark_height] * len(self._marked))
        medians = self._shown_lines if self.width() >= theme.current().sized(_WIDE) else ()
        self.medians.show(medians, points[: self._complete], (left, right), top, self.line_width(1))
        self.plot.axis("left").setTicks([[(tick, scale.tick(tick)) for tick in ticks]])
        if self._series is not None:
            width = max(1.0, self.plot.box.width())
            advance = self.fontMetrics().horizontalAdvance
            labels = [point.date for point in points]
            size, zone = self._series.granularity, self._series.timezone
            self.plot.axis("bottom").setTicks([bucket_ticks(labels, size, zone, width, advance)])

    def _numbers(self, point: CoursePoint) -> list[float]:
        return [getattr(point, name) for name in self._named if self._is_shown(name)]

    def _place_overlay(self) -> None:
        box = self.plot.box.sceneBoundingRect()
        corner = self.view.mapTo(self, self.view.mapFromScene(box.topLeft()))
        self._overlay.setGeometry(corner.x(), corner.y(), round(box.width()), round(box.height()))

    def _on_hovered(self, at: int) -> None:
        self.pointed.emit(at)
        if self._series is None or at < 0:
            self._card.hide()
            return
        notes = self._notes.texts(self._series.series[at].date)
        self._card.show_rows(self._bucket_name(at), self._compared_name(at), self._hover_rows(at), notes)
        self._card.place(self._overlay.geometry(), self.place_of(at, 0).x())
        self._card.setAccessibleName(self._card.spoken())
        self.setAccessibleDescription(self._card.spoken())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _on_dragged(self, first: int, last: int) -> None:
        if self._series is None:
            return
        size, zone, points = self._series.granularity, self._series.timezone, self._series.series
        start = bucket_day(points[first].date, zone)
        self.range_selected.emit((start, bucket_end(points[last].date, size, zone)))

    def _bucket_name(self, at: int) -> str:
        assert self._series is not None
        return format.bucket_name(self._series.series[at].date, self._series.granularity, self._series.timezone)

    def _compared_name(self, at: int) -> str:
        """Return the date of the compared bucket, empty without one."""
        assert self._series is not None
        other = self._series.compare_series[at] if self._series.compare_series is not None else None
        if other is None or not isinstance(other.compare_date, str):
            return ""
        return format.bucket_name(other.compare_date, self._series.granularity, self._series.timezone)

    def _compared_point(self, at: int) -> CoursePoint | None:
        """Return the compared bucket, None without one."""
        assert self._series is not None
        others = self._series.compare_series
        return others[at] if others is not None and others[at].compare_date else None

    def _hover_rows(self, at: int) -> list[HoverRow]:
        assert self._series is not None
        point, other = self._series.series[at], self._compared_point(at)
        return [
            HoverRow(
                line.title(),
                line.colour,
                number_of(point, line),
                number_of(other, line) if other is not None else None,
                line.scale.write,
                is_rate=line.scale.is_rate,
                is_inverted=line.is_inverted,
            )
            for line in self._shown_lines
        ]

    def _summary(self) -> str:
        """Return the chart as a sentence for screen readers."""
        assert self._series is not None
        points = self._series.series[: self._reached]
        if not points:
            return self.tr("No data.")
        first, last = self._shown_lines[0], self._shown_lines[-1]
        best = max(range(len(points)), key=lambda at: getattr(points[at], first.name))
        days = self._bucket_name(0), self._bucket_name(len(points) - 1)
        highest = first.title(), first.scale.write(getattr(points[best], first.name)), self._bucket_name(best)
        if first.is_alone:
            return filled(self.tr("%1 to %2. %3: at most %4, %5. Up and Down read single values."), *days, *highest)
        text = self.tr("%1 to %2. %3: %4 in total. %5: at most %6, %7. Up and Down read single values.")
        whole = sum(getattr(point, last.name) for point in points)
        return filled(text, *days, last.title(), format.exact(whole), *highest)


def _dashed(pen: QPen, pattern: list[float]) -> QPen:
    dashed = QPen(pen)
    dashed.setDashPattern(pattern)
    return dashed
