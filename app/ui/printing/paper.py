"""Painting on paper: texts, cards and lines in the light colours of the window, in units of 1/96 inch."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from app.report.writing import visible
from app.ui.style import theme
from app.ui.style.colours import LIGHT

RADIUS = 5.0
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Paper:
    """Painter of one page after the other."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def text(self, place: QRectF, text: str, size: float, colour: str = "text", *, is_bold: bool = False) -> None:
        """Write a text on one line from the left. The middle of one that is too long is left out."""
        self._write(place, text, text_font(size, is_bold=is_bold), colour, _LEFT)

    def right(self, place: QRectF, text: str, size: float, colour: str = "text", *, is_bold: bool = False) -> None:
        """Write a text on one line that ends at the right."""
        self._write(place, text, text_font(size, is_bold=is_bold), colour, _RIGHT)

    def centred(self, place: QRectF, text: str, size: float, colour: str = "text") -> None:
        self._write(place, text, text_font(size), colour, _CENTRE)

    def card(self, place: QRectF) -> None:
        """Draw the frame of a card."""
        self.painter.setPen(QPen(QColor(LIGHT.border), 1))
        self.painter.setBrush(QColor(LIGHT.panel))
        self.painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def fill(self, place: QRectF, colour: str, radius: float = 3.0) -> None:
        """Fill a rectangle with a colour of the window."""
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(getattr(LIGHT, colour)))
        self.painter.drawRoundedRect(place, radius, radius)

    def line(
        self, points: Sequence[QPointF], colour: str, width: float, dashes: Sequence[float] = (), alpha: float = 1.0
    ) -> None:
        """Draw a line through points. dashes: lengths of dash and gap; alpha: 0 to 1."""
        ink = QColor(getattr(LIGHT, colour))
        ink.setAlphaF(alpha)
        pen = QPen(ink, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if dashes:
            pen.setDashPattern([length / width for length in dashes])
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawPolyline(QPolygonF(list(points)))

    def area(self, points: Sequence[QPointF], bottom: float, colour: str) -> None:
        """Tint the area between a line and the bottom."""
        path = QPainterPath(QPointF(points[0].x(), bottom))
        for point in points:
            path.lineTo(point)
        path.lineTo(points[-1].x(), bottom)
        ink = QColor(getattr(LIGHT, colour))
        ink.setAlphaF(0.1)
        self.painter.fillPath(path, ink)

    def dot(self, point: QPointF, colour: str) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(QColor(getattr(LIGHT, colour)))
        self.painter.drawEllipse(point, 4, 4)

    def _write(self, place: QRectF, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
        shown = QFontMetricsF(font).elidedText(visible(text), Qt.TextElideMode.ElideMiddle, place.width() + 0.5)
        self.painter.setFont(font)
        self.painter.setPen(QColor(getattr(LIGHT, colour)))
        flags = int(align) | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)
        self.painter.drawText(place, flags, shown)


def text_font(size: float, *, is_bold: bool = False) -> QFont:
    """Return the font of the window for paper. size: in units of 1/96 inch."""
    font = theme.current().font("text", QFont.Weight.DemiBold if is_bold else QFont.Weight.Normal)
    font.setPixelSize(round(size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def text_width(text: str, size: float) -> float:
    """Return the width of a text on one line."""
    return QFontMetricsF(text_font(size)).horizontalAdvance(visible(text))
