"""Line icons, drawn in the colours of the theme and redrawn when it changes."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import resource_path
from app.ui.style import theme

SMALL, NORMAL = 16, 20  # pixels
# Where layouts are mirrored, so are the signs for back and forward.
_MIRRORED = {"chevron-left": "chevron-right", "chevron-right": "chevron-left"}


@lru_cache(maxsize=512)
def icon(name: str, colour: str = "muted") -> QIcon:
    """Return the icon `resources/icons/<name>.svg`. colour: a field of `Colours`, read at every painting."""
    return QIcon(_ThemedEngine(name, colour))


def pixmap(name: str, colour: str = "muted", size: int = NORMAL, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of `size` pixels in the current theme, for screens with `ratio` dots per pixel."""
    picture = QPixmap(_drawn(name, theme.current().colours.__getattribute__(colour), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=1024)
def _drawn(name: str, ink: str, dots: int) -> QPixmap:
    canvas = QPixmap(dots, dots)
    canvas.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", ink).encode()))
    painter = QPainter(canvas)
    renderer.render(painter, QRectF(0, 0, dots, dots))
    painter.end()
    return canvas


class _ThemedEngine(QIconEngine):
    """Paints the drawing in the current colour, so that icons already set on widgets follow the theme."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        size = min(rect.width(), rect.height())
        picture = self._picture(size, painter.device().devicePixelRatio(), mode)
        corner = rect.topLeft() + QPoint((rect.width() - size) // 2, (rect.height() - size) // 2)
        painter.drawPixmap(QRect(corner, QSize(size, size)), picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), 1.0, mode)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._picture(min(size.width(), size.height()), scale, mode)

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._colour)

    def _picture(self, size: int, ratio: float, mode: QIcon.Mode) -> QPixmap:
        colour = "border_strong" if mode == QIcon.Mode.Disabled else self._colour
        is_mirrored = QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
        name = _MIRRORED.get(self._name, self._name) if is_mirrored else self._name
        return pixmap(name, colour, size, ratio)
