"""Count list: names with a number each, and a bar behind the name for its share of the largest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import format
from app.ui.style import theme
from app.ui.style.theme import SPACE
from app.ui.texts import plain_tip
from app.ui.widgets.parts import follow_text

_ROW = 7 * SPACE  # pixels at a scale of 1
_GAP = SPACE


class CountList(QWidget):
    """A short list of counts. `set_rows` takes (name, number), largest first."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self._rows: tuple[tuple[str, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        follow_text(self, self.updateGeometry)

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        return self._rows

    def set_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        if tuple(rows) == self._rows:
            return
        self._rows = tuple(rows)
        self.setAccessibleDescription("; ".join(f"{name}: {format.exact(number)}" for name, number in rows))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60 * SPACE, max(1, len(self._rows)) * (_row() + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(40 * SPACE, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = event.pos().y() // (_row() + _GAP)
            if 0 <= at < len(self._rows):
                tip = f"{self._rows[at][0]}: {format.exact(self._rows[at][1])}"
                QToolTip.showText(event.globalPos(), plain_tip(tip), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme.current()
        painter.setFont(look.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            painter.setPen(look.colour("faint"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.tr("Nothing yet"))
            return
        largest, height = max(number for _, number in self._rows) or 1, _row()
        for at, (name, number) in enumerate(self._rows):
            box = QRectF(0, at * (height + _GAP), self.width(), height)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("bar"))
            painter.drawRoundedRect(QRectF(box.left(), box.top(), box.width() * number / largest, height), 4, 4)
            text = box.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
            painter.setPen(look.colour("text"))
            painter.drawText(text, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, format.count(number))
            text.setRight(text.right() - look.sized(14 * SPACE))
            shown = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, int(text.width()))
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _row() -> int:
    """Return the height of a row, in pixels."""
    return theme.current().sized(_ROW)
