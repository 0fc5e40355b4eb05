"""Marks before the values of a list: flags, browsers, systems, devices, channels. Painted sharp on every screen."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.resources import read_text
from app.ui.style import theme
from app.ui.style.colours import contrast
from app.ui.style.icons import icon

_READABLE = 2.0  # contrast below which a brand's own colour gives way to that of texts: black on black
_BRANDS = ("browser", "os")
_RELEASES = {"browser_release": "browser", "os_release": "os"}  # names with a version behind them
# Line icons of values without a mark of their own, by dimension; "" stands for every other value.
_LINES: Mapping[str, Mapping[str, str]] = {
    "browser": {"": "globe"},
    "os": {"": "desktop"},
    "country": {"": "globe"},
    "device": {"desktop": "desktop", "mobile": "mobile", "tablet": "tablet", "": "desktop"},
    "channel": {
        **{"Direct": "arrow-right", "Organic Search": "search", "Paid Search": "search", "Email": "mail"},
        **{"Organic Social": "share", "Paid Social": "share", "Referral": "link", "Video": "play", "": "external"},
    },
}


@functools.lru_cache(maxsize=1024)
def mark(dimension: str, value: str) -> QIcon | None:
    """Return the mark of a value; None when values of this dimension have none."""
    if dimension in _RELEASES:
        dimension, value = _RELEASES[dimension], value.rpartition(" ")[0] or value
    if dimension == "country" and (flag := _flags().get(value)) is not None:
        return QIcon(_MarkEngine(flag, "", is_round=True))
    if dimension in _BRANDS and (brand := _brands()[dimension].get(value)) is not None:
        colour, path = brand
        return QIcon(_MarkEngine(f'<svg viewBox="0 0 24 24"><path fill="%ink%" d="{path}"/></svg>', colour))
    if (lines := _LINES.get(dimension)) is not None:
        return icon(lines.get(value, lines[""]))
    return None


@functools.cache
def _flags() -> dict[str, str]:
    return msgspec.json.decode(read_text("marks/flags.json"), type=dict[str, str])


@functools.cache
def _brands() -> dict[str, dict[str, tuple[str, str]]]:
    """Return colour and path of the marks, by dimension and value."""
    return msgspec.json.decode(read_text("marks/brands.json"), type=dict[str, dict[str, tuple[str, str]]])


@functools.lru_cache(maxsize=1024)
def _drawn(drawing: str, ink: str, dots: int, is_round: bool) -> QPixmap:
    picture = QPixmap(dots, dots)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.replace("%ink%", ink).encode())).render(painter, QRectF(0, 0, dots, dots))
    if is_round:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        painter.drawPixmap(0, 0, _disc(dots))
    painter.end()
    return picture


def _disc(dots: int) -> QPixmap:
    disc = QPixmap(dots, dots)
    disc.fill(Qt.GlobalColor.transparent)
    painter = QPainter(disc)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(Qt.GlobalColor.black)
    painter.drawEllipse(QRectF(0, 0, dots, dots))
    painter.end()
    return disc


class _MarkEngine(QIconEngine):
    """Paints a drawing, whose `%ink%` becomes its own colour where that can be seen on a panel."""

    def __init__(self, drawing: str, colour: str, *, is_round: bool = False) -> None:
        super().__init__()
        self._drawing = drawing
        self._colour = colour
        self._is_round = is_round

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        picture = self._picture(min(rect.width(), rect.height()), painter.device().devicePixelRatio())
        painter.drawPixmap(rect, picture)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._picture(min(size.width(), size.height()), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return self._picture(min(size.width(), size.height()), scale)

    def clone(self) -> QIconEngine:
        return _MarkEngine(self._drawing, self._colour, is_round=self._is_round)

    def _picture(self, size: int, ratio: float) -> QPixmap:
        colours = theme.current().colours
        is_seen = not self._colour or contrast(self._colour, colours.panel) >= _READABLE
        picture = QPixmap(
            _drawn(self._drawing, self._colour if is_seen else colours.text, round(size * ratio), self._is_round)
        )
        picture.setDevicePixelRatio(ratio)
        return picture
