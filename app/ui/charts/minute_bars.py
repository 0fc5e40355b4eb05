"""Minute bars: events of each of the last thirty minutes, the current minute at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import format
from app.ui.charts.writing import draw_text
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip

_GAP = 2  # pixels between two bars
_MIN_HEIGHT = 2  # pixels of a minute without events, so that the row of minutes stays visible


class MinuteBars(QWidget):
    """A bar per minute. `set_counts` takes one number per minute, oldest first; the tooltip shows the number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(self.tr("Events per minute, last 30 minutes"))
        self._counts: tuple[int, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def counts(self) -> tuple[int, ...]:
        return self._counts

    def set_counts(self, counts: Sequence[int]) -> None:
        if tuple(counts) != self._counts:
            self._counts = tuple(counts)
            most, now = max(self._counts, default=0), self._counts[-1] if self._counts else 0
            text = self.tr("%1 in the current minute, peak %2")
            self.setAccessibleDescription(text.replace("%1", format.exact(now)).replace("%2", format.exact(most)))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(80 * SPACE, 24 * SPACE)

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * SPACE, 20 * SPACE)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # in every language
        look = theme.current()
        painter.setFont(look.font("caption"))
        caption = painter.fontMetrics().height()
        area = QRectF(self.rect()).adjusted(0, caption + SPACE, 0, -caption - SPACE)
        most = max(self._counts)
        width = area.width() / len(self._counts)
        painter.setPen(Qt.PenStyle.NoPen)
        for at, count in enumerate(self._counts):
            height = max(_MIN_HEIGHT, count / most * area.height()) if most else _MIN_HEIGHT
            is_now = at == len(self._counts) - 1
            painter.setBrush(look.colour("accent", 1.0 if is_now else 0.6) if count else look.colour("border"))
            painter.drawRect(QRectF(area.left() + at * width, area.bottom() - height, width - _GAP, height))
        painter.setPen(look.colour("muted"))
        foot = QRectF(area.left(), area.bottom() + SPACE, area.width(), caption)
        draw_text(painter, foot, Qt.AlignmentFlag.AlignLeft, self.tr("30 min ago"))
        draw_text(painter, foot, Qt.AlignmentFlag.AlignRight, self.tr("now"))
        head = self.tr("Events per minute \N{MIDDLE DOT} peak %1").replace("%1", format.count(most))
        draw_text(painter, QRectF(self.rect()), Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, head)

    def _show_tip(self, at: QPoint, where: QPoint) -> None:
        index = int(at.x() / max(1, self.width()) * len(self._counts))
        if not 0 <= index < len(self._counts):
            return
        age = len(self._counts) - 1 - index
        when = self.tr("%1 min ago").replace("%1", str(age)) if age else self.tr("this minute")
        number = self._counts[index]
        events = self.tr("%1 events", n=number).replace("%1", format.exact(number))
        QToolTip.showText(where, plain_tip(f"{events}, {when}"), self)
