"""World map: countries coloured by their visitors, one painted item. Hover reads a country, a click chooses it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.reports.results import MetricsRow
from app.ui import format
from app.ui.charts.hover import HoverCard, HoverRow
from app.ui.charts.maps.map_view import MapView
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.models.breakdown import previous
from app.ui.style import theme
from app.ui.style.ramp import ramp_colours
from app.ui.style.theme import SPACE

STEPS = 5  # of the ramp
_SWATCH = QSize(36, 8)
_DOT = 3.5  # radius in pixels of a country too small for a shape
REACH = 7.0  # pixels around such a dot that belong to it
_PICTURE_SCALE = 2.0
_STEP = 1.5  # of a zoom
_DRAG_PIXELS = 6  # less is a click


@dataclass(frozen=True, slots=True)
class Country:
    """Numbers of a country that is on the map. before: visitors of the days compared with; None for an unknown one."""

    code: str
    visitors: int
    pageviews: int | None = None
    before: int | None = None


class WorldMap(QWidget):
    """Countries by visitors. chosen: a country was clicked or Enter pressed on it; the flag is True to exclude it.

    The arrows up and down go through the countries by their visitors, Home and End to the first and the last. Plus,
    minus and Ctrl with the wheel zoom, 0 shows the whole world, and dragging moves it.
    """

    chosen = Signal(str, bool)
    zoomed = Signal(float)  # 1 for the whole world

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._countries: tuple[Country, ...] = ()  # most visitors first
        self._compared = ""
        self._bounds: tuple[int, ...] = ()
        self._current = ""  # code of the country that is read
        self._picture: QPixmap | None = None  # the map without what is read
        self._part = MapView(world_shapes().size)
        self._pressed: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self._card = HoverCard(self)
        theme.current().changed.connect(self._forget_picture)
        self._describe()

    @property
    def countries(self) -> tuple[Country, ...]:
        return self._countries

    @property
    def current(self) -> str:
        """Code of the country that is read, blank for none."""
        return self._current

    @property
    def bounds(self) -> tuple[int, ...]:
        """Fewest visitors of each step of the legend."""
        return self._bounds

    def show_rows(self, rows: Sequence[MetricsRow], compared: str) -> None:
        """Show the visitors of countries. compared: the days compared with, blank without a comparison."""
        self._compared = compared
        self._bounds = step_bounds(max((row.visitors for row in rows if row.value in world_shapes()), default=0))
        self._forget_picture()
        self.show_countries(
            Country(row.value, row.visitors, row.pageviews, previous(row) if compared else None) for row in rows
        )

    def show_countries(self, countries: Iterable[Country]) -> None:
        """Take the numbers of countries; those that are not on the map are left out."""
        known = (country for country in countries if country.code in world_shapes())
        self._countries = tuple(sorted(known, key=lambda country: -country.visitors))
        if self._current:
            self.read(self._current)
        self._describe()
        self.update()

    def read(self, code: str) -> None:
        """Point at a country, blank for none, and show its numbers in a card."""
        country = next((country for country in self._countries if country.code == code), None)
        self._current = code if country is not None else ""
        self._show_card(country)
        self.setCursor(Qt.CursorShape.PointingHandCursor if self._current else Qt.CursorShape.ArrowCursor)
        self._describe()
        self.update()

    def _read_in_view(self, code: str) -> None:
        """Point at a country, and bring it into view."""
        if (middle := world_shapes().middle(code)) is not None:
            self._part.show(middle, self.area())
            self._forget_picture()
        self.read(code)

    def country_at(self, place: QPointF) -> str:
        """Return the code of the country at a place of the widget, blank for none."""
        view = self.view()
        near = [(code, (view.map(point) - place).manhattanLength()) for code, point in self.dots().items()]
        code, distance = min(near, key=lambda pair: pair[1], default=("", REACH))
        if distance < REACH:
            return code
        inverse, _ = view.inverted()
        spot = inverse.map(place)
        return next((code for code, path in world_shapes().shapes.items() if path.contains(spot)), "")

    def dots(self) -> dict[str, QPointF]:
        """Return where countries are dots, in the units of the map, by code."""
        codes = self._codes()
        return {code: point for code, point in world_shapes().points.items() if code in codes}

    def zoom(self, factor: float, place: QPointF | None = None) -> None:
        """Show the map closer by a factor, less close below 1. place: stays where it is; None for the middle."""
        area = self.area()
        self._part.zoom(factor, area.center() if place is None else place, area)
        self._moved()

    def picture(self) -> QPixmap:
        """Return the map on the ground of its panel, at twice its size."""
        pixmap = QPixmap(self.size() * _PICTURE_SCALE)
        pixmap.setDevicePixelRatio(_PICTURE_SCALE)
        pixmap.fill(theme.current().colour("panel"))
        self._paint_map(pixmap)
        return pixmap

    def sizeHint(self) -> QSize:
        return QSize(640, 340)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 200)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._forget_picture()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget_picture()
        if self._current:
            self.read(self._current)  # its card moves with it

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl held; without it the page scrolls."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP, event.position())
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and (event.position() - self._pressed).manhattanLength() > _DRAG_PIXELS:
            self._dragged_from = self._dragged_from or self._pressed
        if self._dragged_from is not None:
            self._part.move(event.position() - self._dragged_from, self.area())
            self._dragged_from = event.position()
            self._moved()
            return
        code = self.country_at(event.position())
        if code != self._current:
            self.read(code)

    def leaveEvent(self, event: QEvent) -> None:
        self.read("")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.read("")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._pressed, self._dragged_from = self._dragged_from is not None, None, None
        code = self.country_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and code in self._codes() and not was_dragged:
            self.chosen.emit(code, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        codes = self._codes()
        at = codes.index(self._current) if self._current in codes else -1
        last = len(codes) - 1
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Down: min(last, at + 1), Qt.Key.Key_Up: max(0, at - 1), Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = last
        zooms = {"+": _STEP, "-": 1 / _STEP, "0": 0.0}
        if event.text() in zooms:
            self.zoom(zooms[event.text()])
        elif key in steps and codes:
            self._read_in_view(codes[steps[key]])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current:
            self.chosen.emit(self._current, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape and self._current:
            self.read("")
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            ratio = self.devicePixelRatioF()
            self._picture = QPixmap((QRectF(self.rect()).size() * ratio).toSize())
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            self._paint_map(self._picture)
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        painter.drawPixmap(0, 0, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.current()
        if self._current:
            painter.setClipRect(self.area())
            painter.setPen(QPen(look.colour("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            self._draw_country(painter, self.view(), self._current)
            painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)

    def _paint_map(self, ground: QPixmap) -> None:
        look, view, world = theme.current(), self.view(), world_shapes()
        painter = QPainter(ground)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(self.area())
        painter.setPen(QPen(look.colour("panel"), 0.7))
        painter.setBrush(look.colour("border"))
        for path in world.shapes.values():
            painter.drawPath(view.map(path))
        self.paint_numbers(painter, view)
        painter.end()

    def paint_numbers(self, painter: QPainter, view: QTransform) -> None:
        """Paint what the numbers add to the picture of the map, which is kept until `show_rows`."""
        colours = ramp_colours(len(self._bounds), is_dark=theme.current().is_dark)
        for country in reversed(self._countries):  # the dots of the most visitors on top
            painter.setBrush(colours[self._step(country.visitors)])
            self._draw_country(painter, view, country.code)
        painter.setClipping(False)
        self._paint_legend(painter)

    def _draw_country(self, painter: QPainter, view: QTransform, code: str) -> None:
        world = world_shapes()
        if (path := world.shapes.get(code)) is not None:
            painter.drawPath(view.map(path))
        elif (point := world.points.get(code)) is not None:
            painter.drawEllipse(view.map(point), _DOT, _DOT)

    def _paint_legend(self, painter: QPainter) -> None:
        look = theme.current()
        painter.setFont(look.font("caption"))
        left, top = 2.0 * SPACE, float(self.height() - self.legend_height() + SPACE)
        for at, colour in enumerate(ramp_colours(len(self._bounds), is_dark=look.is_dark)):
            box = QRectF(left + at * _SWATCH.width(), top, _SWATCH.width(), _SWATCH.height())
            painter.fillRect(box, colour)
            painter.setPen(look.colour("muted"))
            text = QRectF(box.left(), box.bottom() + 2, box.width(), painter.fontMetrics().height())
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft, format.count(self._bounds[at]))
        if self._bounds:
            text = QRectF(left + len(self._bounds) * _SWATCH.width() + 2 * SPACE, top - SPACE, 200, 4 * SPACE)
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, self.tr("or more visitors"))

    def legend_height(self) -> int:
        return 8 * SPACE

    def area(self) -> QRectF:
        """Return the room for the map, above the legend."""
        return QRectF(self.rect()).adjusted(SPACE, SPACE, -SPACE, -self.legend_height() - SPACE)

    def view(self) -> QTransform:
        """Return the way from the units of the map to the widget."""
        return self._part.transform(self.area())

    def _moved(self) -> None:
        self._forget_picture()
        self.read("")
        self.zoomed.emit(self._part.closeness)

    def _step(self, visitors: int) -> int:
        return max(0, sum(bound <= visitors for bound in self._bounds) - 1)

    def _codes(self) -> list[str]:
        return [country.code for country in self._countries]

    def _show_card(self, country: Country | None) -> None:
        if country is None:
            self._card.hide()
            return
        rows = [HoverRow(self.tr("Visitors"), "accent", country.visitors, country.before)]
        if country.pageviews is not None:
            rows.append(HoverRow(self.tr("Pageviews"), "second", country.pageviews))
        self._card.show_rows(format.country_name(country.code), self._compared, rows)
        middle = world_shapes().middle(country.code)
        assert middle is not None
        spot = self.view().map(middle)
        left = spot.x() + 4 * SPACE
        if left + self._card.width() > self.width():
            left = spot.x() - 4 * SPACE - self._card.width()
        top = min(max(0.0, spot.y() - self._card.height() / 2), max(0, self.height() - self._card.height()))
        self._card.move(round(max(0.0, left)), round(top))

    def _describe(self) -> None:
        """Say to screen readers what is read, or what the map shows and how to read it."""
        if self._current:
            self.setAccessibleDescription(self._card.spoken())
            return
        text = self.tr(
            "%1 countries. Most visitors: %2. The arrows up and down read single countries.", n=len(self._countries)
        )
        top = format.country_name(self._countries[0].code) if self._countries else ""
        text = text.replace("%1", format.exact(len(self._countries))).replace("%2", top)
        self.setAccessibleDescription(text if self._countries else self.tr("No data."))

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()


def step_bounds(most: int, steps: int = STEPS) -> tuple[int, ...]:
    """Return the fewest visitors of each step up to `most`: round numbers that grow by about the same factor."""
    rounded = [factor * 10**power for power in range(len(str(most))) for factor in (1, 2, 5)]
    usable = [number for number in rounded if number <= most]
    if len(usable) <= steps:
        return tuple(usable)
    return tuple(usable[round(at * (len(usable) - 1) / (steps - 1))] for at in range(steps))
