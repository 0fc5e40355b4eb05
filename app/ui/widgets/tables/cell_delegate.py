"""Cell delegate: paints a cell of a table in the look of its column."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPen, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from app.ui.models.columns import TableColumn
from app.ui.models.rows import RowsModel, ink_of
from app.ui.style import theme
from app.ui.style.icons import SMALL, icon
from app.ui.style.theme import SPACE, TextSize
from app.ui.widgets.sparkline import draw_line

_PADDING = 2 * SPACE
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.AlignmentFlag.AlignAbsolute
_SELECTED = QStyle.StateFlag.State_Selected
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
        at, box = index.column(), option.rect
        column, row = self._rows.columns[at], self._rows.row_at(index.row())
        is_mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        painter.save()
        is_selected = bool(option.state & _SELECTED)
        has_focus = is_selected and self._table.hasFocus()
        if is_selected or index.row() == self.hovered_row:
            painter.fillRect(box, theme.current().colour("selected" if has_focus else "hover"))
        area = box.adjusted(_PADDING, 0, -_PADDING, 0)
        if column.look == "spark":
            _paint_spark(painter, area, column.value(row))
        elif column.look == "badge":
            _paint_badge(painter, area, column, row, is_right=(column.align == "right") != is_mirrored)
        else:
            if column.look == "bar" and (length := self._rows.bar(row, at)) > 0:
                _paint_bar(painter, box, length, has_focus, is_mirrored)
            area = _without_mark(painter, area, column, row, is_mirrored)
            _paint_texts(painter, area, column, row, is_mirrored)
        painter.restore()


def _paint_bar(painter: QPainter, box: QRect, length: float, is_selected: bool, is_mirrored: bool) -> None:
    look = theme.current()
    height = min(box.height(), look.sized(theme.ROW_HEIGHT)) - 6
    width = max(2, round((box.width() - 4) * length))
    left = box.right() - 1 - width if is_mirrored else box.left() + 2
    bar = QRect(left, box.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("accent", 0.25) if is_selected else look.colour("bar"))
    painter.drawRoundedRect(bar, 4, 4)


def _paint_texts(painter: QPainter, area: QRect, column: TableColumn[Any], row: object, is_mirrored: bool) -> None:
    ink, text, detail = ink_of(column, row), column.text(row), column.details(row)
    is_right = (column.align == "right") != is_mirrored
    if column.look == "two_lines":
        half = area.height() // 2
        _write(painter, area.adjusted(0, SPACE, 0, -half), text, ink, is_right)
        _write(painter, area.adjusted(0, half, 0, -SPACE), detail, "muted", is_right, "caption")
        return
    if detail:
        _write(painter, area, detail, "muted", not is_mirrored, "caption")
        room = QFontMetrics(theme.current().font("caption")).horizontalAdvance(detail) + 2 * SPACE
        room = min(room, area.width() // 2)
        area = area.adjusted(room if is_mirrored else 0, 0, 0 if is_mirrored else -room, 0)
    _write(painter, area, text, ink, is_right)


def _write(painter: QPainter, area: QRect, text: str, ink: str, is_right: bool, size: TextSize = "text") -> None:
    if text:
        look = theme.current()
        laid, width, height = _laid(text, area.width(), size, look.scale)
        painter.setFont(_font(size, look.scale))
        painter.setPen(_pen(getattr(look.colours, ink)))
        left = area.right() + 1 - width if is_right else area.left()
        painter.drawStaticText(left, area.top() + (area.height() - height) // 2, laid)


@lru_cache(maxsize=4096)
def _laid(text: str, width: int, size: TextSize, scale: float) -> tuple[QStaticText, int, int]:
    """Return a text laid out as it fits, shortened in its middle, with its size. scale: of the theme, see `_font`.

    A text has its own direction, so that a path is no other one in a window from right to left.
    """
    font = _font(size, scale)
    laid = QStaticText(QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, width))
    laid.setTextFormat(Qt.TextFormat.PlainText)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    laid.setTextOption(option)
    laid.prepare(QTransform(), font)
    return laid, round(laid.size().width()), round(laid.size().height())


@lru_cache(maxsize=32)
def _font(size: TextSize, scale: float) -> QFont:
    """Return a font of the theme. scale: of the theme; it makes the font another one."""
    return theme.current().font(size)


@lru_cache(maxsize=32)
def _pen(colour: str) -> QPen:
    return QPen(QColor(colour))


def _without_mark(painter: QPainter, area: QRect, column: TableColumn[Any], row: object, is_mirrored: bool) -> QRect:
    """Paint the mark of a cell and return the room that is left."""
    mark = column.mark(row) if column.mark is not None else None
    if mark is None:
        return area
    side = theme.current().sized(SMALL)
    left = area.right() - side + 1 if is_mirrored else area.left()
    drawing = mark if isinstance(mark, QIcon) else icon(*mark)
    drawing.paint(painter, QRect(left, area.top() + (area.height() - side) // 2, side, side))
    room = side + _PADDING
    return area.adjusted(0 if is_mirrored else room, 0, -room if is_mirrored else 0, 0)


def _paint_badge(painter: QPainter, area: QRect, column: TableColumn[Any], row: object, *, is_right: bool) -> None:
    text = column.text(row)
    if not text:
        return
    look = theme.current()
    tone = column.tone(row) if column.tone is not None else ""
    name = tone if tone in ("up", "down", "warning", "second") else "flat"
    painter.setFont(look.font("caption"))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width() - 2 * _PADDING)
    width, height = metrics.horizontalAdvance(shown) + 2 * _PADDING, look.sized(_BADGE_HEIGHT)
    left = area.right() - width + 1 if is_right else area.left()
    badge = QRect(left, area.center().y() - height // 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(f"soft_{name}"))
    painter.drawRoundedRect(badge, _BADGE_RADIUS, _BADGE_RADIUS)
    painter.setPen(look.colour("muted" if name == "flat" else name))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(badge, _CENTRE, shown)


def _paint_spark(painter: QPainter, area: QRect, values: object) -> None:
    if not isinstance(values, tuple) or len(values) < 2:
        return
    height = min(theme.current().sized(_SPARK_HEIGHT), area.height() - 2 * SPACE)
    box = QRect(area.left(), area.center().y() - height // 2, area.width(), height)
    step = 1 / (len(values) - 1)
    colour = "accent" if any(values) else "border_strong"
    draw_line(painter, box, [(at * step, value) for at, value in enumerate(values)], colour)
