"""Base of the charts: takes values at any rate, draws at most ten times a second and only while visible."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import Generic, TypeVar

import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QEvent, QIODevice, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap, QShowEvent
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.ui.charts.plot import Plot
from app.ui.models.whole_file import write_whole
from app.ui.style import theme
from app.ui.widgets.files.pictures import add_picture_actions, saved_as
from app.ui.widgets.files.saving import NewFile
from app.ui.widgets.save_dialog import ask_file, file_filters

DRAW_EVERY_MS = 100
_PICTURE_SCALE = 2.0
_OVERHANG = 48  # pixels a tick text may extend beyond its axis

V = TypeVar("V")


class Chart(QWidget, Generic[V]):
    """A chart of values V. Subclasses create their items in `build`, set data in `draw` and colours in `restyle`."""

    file_saving = Signal(object)  # widgets.files.saving.NewFile to write

    def __init__(self, name: str, title: str) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs that way in every language
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = title
        self._pending: V | None = None
        self._dots = self.devicePixelRatioF()  # a pixel of the window
        self.draws = 0
        self.view = pg.GraphicsView(background=None)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Otherwise it would swallow the wheel, and the page would not scroll.
        self.view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.view.setFrameShape(self.view.Shape.NoFrame)
        # The panel shows through; a cached background would keep the colour of the previous theme.
        self.view.viewport().setAutoFillBackground(False)
        self.view.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        self.plot = Plot()
        self.plot.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.view.setCentralItem(self.plot)
        self.plot.layout.setContentsMargins(0, 2 * theme.SPACE, 6 * theme.SPACE, 0)  # room for half of the last texts
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._pace = QTimer(self, singleShot=True, interval=DRAW_EVERY_MS)
        self._pace.timeout.connect(self._draw_pending)
        self._is_outdated = False  # the theme has changed since `restyle`
        self.build()
        self.restyle()
        theme.current().changed.connect(self._on_theme)

    @abstractmethod
    def build(self) -> None:
        """Create the items. Called once."""

    @abstractmethod
    def draw(self, value: V) -> None:
        """Set the data of the items."""

    def restyle(self) -> None:
        """Apply colours and font of the theme to the axes; subclasses add their items."""
        look = theme.current()
        for side in ("left", "bottom"):
            axis = self.plot.axis(side)
            axis.setPen(pg.mkPen(None))  # the chart draws grid lines instead
            axis.setTextPen(pg.mkPen(look.colour("muted")))
            axis.setStyle(tickFont=look.font("caption"), tickLength=0, tickAlpha=0, tickTextOffset=6)
            axis.setStyle(hideOverlappingLabels=_OVERHANG)

    def offer(self, value: V) -> None:
        """Take the newest value; a value that was not drawn yet is dropped."""
        self._pending = value
        if self.isVisible() and not self._pace.isActive():
            self._draw_pending()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()
        if not self._pace.isActive():
            self._draw_pending()

    def picture(self) -> QPixmap:
        """Return the chart on the background of its panel, at twice its size."""
        self._renew()
        pixmap = QPixmap((QRectF(self.rect()).size() * _PICTURE_SCALE).toSize())
        pixmap.setDevicePixelRatio(_PICTURE_SCALE)
        self.set_dots(_PICTURE_SCALE)
        painter = QPainter(pixmap)
        self._paint_view(painter)
        painter.end()
        self.set_dots(self.devicePixelRatioF())
        return pixmap

    def line_width(self, width: float) -> float:
        """Return the width for a pen: pyqtgraph draws lines in dots of the screen, not in pixels of the window."""
        return width * self._dots

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.set_dots(self.devicePixelRatioF())
        return super().event(event)

    @Slot()
    def _on_theme(self) -> None:
        """Follow the theme, on a hidden page when it is next shown."""
        self._is_outdated = True
        if self.isVisible():
            self._renew()

    def _renew(self) -> None:
        if self._is_outdated:
            self._is_outdated = False
            self.restyle()

    def set_dots(self, dots: float) -> None:
        """Paint lines for a surface with so many dots a pixel of the window."""
        if dots != self._dots:
            self._dots = dots
            self.restyle()

    def drawing(self) -> bytes:
        """Return the chart as SVG."""
        self._renew()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        drawing = QSvgGenerator()
        drawing.setOutputDevice(buffer)
        drawing.setSize(self.size())
        drawing.setViewBox(self.rect())
        drawing.setTitle(self._title)
        painter = QPainter(drawing)
        self._paint_view(painter)
        painter.end()
        return bytes(buffer.data().data())

    def add_export(self, menu: QMenu) -> None:
        """Add the copy and save actions to a menu."""
        add_picture_actions(menu, self, self.picture, self.objectName(), self.file_saving.emit)
        menu.addAction(self.tr("Save as SVG\N{HORIZONTAL ELLIPSIS}"), self._save_drawing)

    def sizeHint(self) -> QSize:
        return QSize(600, 260)

    def _draw_pending(self) -> None:
        if self._pending is None or not self.isVisible():
            return
        value, self._pending = self._pending, None
        self.draw(value)
        self.draws += 1
        self._pace.start()

    def _save_drawing(self) -> None:
        path = ask_file(self, self.tr("Save chart"), f"{self.objectName()}.svg", file_filters("svg"))
        if path is not None:
            self.file_saving.emit(NewFile(path, partial(write_whole, path, self.drawing()), saved_as(path)))

    def _paint_view(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), theme.current().colour("panel"))
        self.view.render(painter, QRectF(self.rect()), self.view.viewport().rect())
