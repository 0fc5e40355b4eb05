"""Live map: a dot in each country with visitors now, larger for more of them, and a pulse where a visit begins."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy

from app.domain.reports.results import RealtimeCount
from app.ui.charts.maps.world import Country, WorldMap
from app.ui.charts.maps.world_shapes import world_shapes
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import follow_text
from app.ui.widgets.tables.row_fade import animation_ms

PULSE_MS = 600  # of a ring, once for each visit
_SMALLEST, _LARGEST = 2.5, 9.0  # radius of a dot in pixels
_RING = 10.0  # pixels that a ring grows by
_LEAST, _MOST = 100, 300  # pixels of height, at a scale of 1


class LiveMap(WorldMap):
    """Countries with visitors now as dots. Read, chosen and zoomed as the map it is based on."""

    def __init__(self, name: str, title: str) -> None:
        super().__init__(name, title)
        self.pulsing: frozenset[str] = frozenset()  # countries in which a visit has just begun
        self._waiting: set[str] = set()  # for the end of the pulse that runs
        self._pulse = QVariantAnimation(self)
        self._pulse.setDuration(PULSE_MS)
        self._pulse.setStartValue(0.0)
        self._pulse.setEndValue(1.0)
        self._pulse.valueChanged.connect(self.update)
        self._pulse.finished.connect(self._on_pulse_over)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_text(self, self.updateGeometry)

    def show_counts(self, counts: Sequence[RealtimeCount]) -> None:
        """Show the visitors of countries."""
        shown = tuple(Country(count.value, count.visitors) for count in counts if count.value in world_shapes())
        if shown != self.countries:
            self.show_countries(shown)

    def pulse(self, codes: Iterable[str]) -> None:
        """Let the dots of these countries pulse once. Nothing moves where the system wants no motion."""
        if not self.isVisible() or not animation_ms(self):
            return
        self._waiting |= {code for code in codes if code in world_shapes()}
        if self._waiting and not self.pulsing:
            self._start_pulse()

    def dots(self) -> dict[str, QPointF]:
        """Return the middles of the countries with visitors, in the units of the map, by code."""
        middles = ((country.code, world_shapes().middle(country.code)) for country in self.countries)
        return {code: middle for code, middle in middles if middle is not None}

    def legend_height(self) -> int:
        return 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size, look = world_shapes().size, theme.current()
        height = round(width * size.height() / size.width())
        return min(look.sized(_MOST), max(look.sized(_LEAST), height))

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, self.heightForWidth(60 * SPACE))

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * SPACE, theme.current().sized(_LEAST))

    def hideEvent(self, event: QHideEvent) -> None:
        self._pulse.stop()
        self._waiting.clear()
        self.pulsing = frozenset()
        super().hideEvent(event)

    def paint_numbers(self, painter: QPainter, view: QTransform) -> None:
        """Leave the picture as it is: the dots change often, the land below them does not."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        look, view, middles = theme.current(), self.view(), self.dots()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(self.rect()))
        most = max((country.visitors for country in self.countries), default=1)
        progress = float(self._pulse.currentValue() or 0.0)
        for country in self.countries:  # the most visitors first, so that small dots stay on top
            middle = view.map(middles[country.code])
            radius = _SMALLEST + (_LARGEST - _SMALLEST) * (country.visitors / most) ** 0.5
            if country.code in self.pulsing:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(look.colour("accent", 1.0 - progress), 1.5))
                ring = radius + _RING * progress
                painter.drawEllipse(middle, ring, ring)
            painter.setPen(QPen(look.colour("panel"), 1))
            painter.setBrush(look.colour("accent", 0.85))
            painter.drawEllipse(middle, radius, radius)

    def _start_pulse(self) -> None:
        self.pulsing, self._waiting = frozenset(self._waiting), set()
        self._pulse.start()

    def _on_pulse_over(self) -> None:
        self.pulsing = frozenset()
        if self._waiting:
            self._start_pulse()
        self.update()
