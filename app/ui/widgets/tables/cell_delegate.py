"""Cell delegate: paints a cell of a table in the look of its column."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.models.columns import TableColumn
from app.ui.models.rows import RowsModel, ink_of
from app.ui.style import theme
from app.ui.style.icons import SMALL, icon
from app.ui.style.theme import SPACE
from app.ui.widgets.sparkline import draw_line

_PADDING = 2 * SPACE
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_BADGE_HEIGHT = 5 * SPACE
_BADGE_RADIUS = 4
_SPARK_HEIGHT = 7 * SPACE

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints the background of the row, then a bar, a mark, the text with its detail, a badge or a line."""

    def __init__(self, table: QTableView, rows: RowsModel[Any]) -> None:
        super().__init__(table)
        self._table, self._rows = table, rows
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        at = index.column()
        column, row = self._rows.columns[at], self._rows.row_at(index.row())
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option, index)
        area = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        if column.look == "spark":
            _paint_spark(painter, area, column.value(row))
        elif column.look == "badge":
            _paint_badge(painter, area, column, row)
        else:
            if column.look == "bar":
                self._paint_bar(painter, option, self._rows.bar(row, at))
            area = _without_mark(painter, area, column, row)
            _paint_texts(painter, area, column, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(option.rect, look.colour("selected" if self._table.hasFocus() else "hover"))
        elif index.row() == self.hovered_row:
            painter.fillRect(option.rect, look.colour("hover"))

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, length: float) -> None:
        if length <= 0:
            return
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected) and self._table.hasFocus()
        height = min(option.rect.height(), theme.current().sized(theme.ROW_HEIGHT)) - 6
        bar = option.rect.adjusted(2, 0, -2, 0)
        bar.setTop(option.rect.center().y() - height // 2)
        bar.setHeight(height)
        bar.setWidth(max(2, round(bar.width() * length)))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("accent", 0.25) if is_selected else theme.current().colour("bar"))
        painter.drawRoundedRect(bar, 4, 4)


def _paint_texts(painter: QPainter, area: QRect, column: TableColumn[Any], row: object) -> None:
    look = theme.current()
    pen = look.colour(ink_of(column, row))
    text, detail = column.text(row), column.details(row)
    side = _side(painter, is_right=column.align == "right")
    if column.look == "two_lines":
        upper = area.adjusted(0, SPACE, 0, -area.height() // 2)
        lower = area.adjusted(0, area.height() // 2, 0, -SPACE)
        _write(painter, upper, text, pen, side)
        _write(painter, lower, detail, look.colour("muted"), side, is_small=True)
        return
    if detail:
        room = QFontMetrics(look.font("caption")).horizontalAdvance(detail) + 2 * SPACE
        end = _side(painter, is_right=True)
        _write(painter, area, detail, look.colour("muted"), end, is_small=True)
        room = min(room, area.width() // 2)
        is_left = end == Qt.AlignmentFlag.AlignLeft
        area = area.adjusted(room if is_left else 0, 0, 0 if is_left else -room, 0)
    _write(painter, area, text, pen, side)


def _side(painter: QPainter, *, is_right: bool) -> Qt.AlignmentFlag:
    """Return the side of a text in the direction of the layout; Qt mirrors no alignment of a painter by itself."""
    is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
    return Qt.AlignmentFlag.AlignRight if is_right != is_mirrored else Qt.AlignmentFlag.AlignLeft


def _write(
    painter: QPainter, area: QRect, text: str, pen: QColor, side: Qt.AlignmentFlag, *, is_small: bool = False
) -> None:
    painter.setFont(theme.current().font("caption" if is_small else "text"))
    painter.setPen(pen)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
    _draw(painter, area, side | _MIDDLE, shown)


def _draw(painter: QPainter, area: QRect, place: Qt.AlignmentFlag, text: str) -> None:
    """Draw a text in its own direction, so that a path is no other one in a window from right to left."""
    direction = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(area, place | Qt.AlignmentFlag.AlignAbsolute, text)
    painter.setLayoutDirection(direction)


def _without_mark(painter: QPainter, area: QRect, column: TableColumn[Any], row: object) -> QRect:
    """Paint the mark of a cell and return the room beside it."""
    mark = column.mark(row) if column.mark is not None else None
    if mark is None:
        return area
    place = QRect(area.left(), area.top() + (area.height() - SMALL) // 2, SMALL, SMALL)
    rest = area.adjusted(SMALL + _PADDING, 0, 0, 0)
    drawing = mark if isinstance(mark, QIcon) else icon(*mark)
    drawing.paint(painter, QStyle.visualRect(painter.layoutDirection(), area, place))
    return QStyle.visualRect(painter.layoutDirection(), area, rest)


def _paint_badge(painter: QPainter, area: QRect, column: TableColumn[Any], row: object) -> None:
    text = column.text(row)
    if not text:
        return
    look = theme.current()
    tone = column.tone(row) if column.tone is not None else ""
    name = tone if tone in ("up", "down", "warning", "second") else "flat"
    painter.setFont(look.font("caption"))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * _PADDING)
    width = metrics.horizontalAdvance(shown) + 2 * _PADDING
    is_right = _side(painter, is_right=column.align == "right") == Qt.AlignmentFlag.AlignRight
    left = area.right() - width + 1 if is_right else area.left()
    height = theme.current().sized(_BADGE_HEIGHT)
    badge = QRect(left, area.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"soft_{name}"))
    painter.drawRoundedRect(badge, _BADGE_RADIUS, _BADGE_RADIUS)
    painter.setPen(look.colour("muted" if name == "flat" else name))
    _draw(painter, badge, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_spark(painter: QPainter, area: QRect, values: object) -> None:
    if not isinstance(values, tuple) or len(values) < 2:
        return
    height = min(theme.current().sized(_SPARK_HEIGHT), area.height() - 2 * SPACE)
    box = QRect(area.left(), area.center().y() - height // 2, area.width(), height)
    step = 1 / (len(values) - 1)
    colour = "accent" if any(values) else "border_strong"
    draw_line(painter, box, [(at * step, value) for at, value in enumerate(values)], colour)
