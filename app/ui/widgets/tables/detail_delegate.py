"""Detail delegate: items with a second, quieter text at the end of the line or below it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.style import theme
from app.ui.style.icons import SMALL
from app.ui.style.theme import SPACE

_INK = Qt.ItemDataRole.ForegroundRole
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1  # second, quieter text of a list item


class DetailDelegate(QStyledItemDelegate):
    """Paints DisplayRole and, muted, DETAIL_ROLE. is_below: the detail has a line of its own."""

    def __init__(self, view: QAbstractItemView, *, is_below: bool = False) -> None:
        super().__init__(view)
        self._is_below = is_below

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_chosen or is_hovered:
            painter.fillRect(option.rect, look.colour("selected" if is_chosen else "hover"))
        area = option.rect.adjusted(2 * SPACE, 0, -2 * SPACE, 0)
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(mark, QIcon):
            mark.paint(painter, QRect(area.left(), area.top(), SMALL, area.height()))
            area.setLeft(area.left() + SMALL + 2 * SPACE)
        text, detail = str(index.data() or ""), str(index.data(DETAIL_ROLE) or "")
        if self._is_below:
            upper = area.adjusted(0, SPACE, 0, -area.height() // 2)
            lower = area.adjusted(0, area.height() // 2, 0, -SPACE)
            self._write(painter, upper, text, "text", Qt.AlignmentFlag.AlignLeft, index.data(_INK))
            self._write(painter, lower, detail, "muted", Qt.AlignmentFlag.AlignLeft)
            return
        room = painter.fontMetrics().horizontalAdvance(detail) + 3 * SPACE
        self._write(painter, area, detail, "muted", Qt.AlignmentFlag.AlignRight)
        self._write(painter, area.adjusted(0, 0, -room, 0), text, "text", Qt.AlignmentFlag.AlignLeft)

    def _write(
        self, painter: QPainter, area: QRect, text: str, colour: str, side: Qt.AlignmentFlag, ink: QColor | None = None
    ) -> None:
        look = theme.current()
        painter.setFont(look.font("caption" if colour == "muted" else "text"))
        painter.setPen(ink or look.colour(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side | _MIDDLE, shown)
