"""Row table: rows are hovered, selected and clicked as a whole, with a bar behind the first column."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.roles import BAR_ROLE
from app.ui.style import theme
from app.ui.style.icons import SMALL
from app.ui.widgets.parts import follow_text

_PADDING = 2 * theme.SPACE


class RowTable(QTableView):
    """A table of clickable rows.

    chosen: a row was clicked or Enter pressed on it; its flag is True with Ctrl held.
    """

    chosen = Signal(int, bool)

    def __init__(self, name: str, title: str, *, row_height: int = theme.ROW_HEIGHT) -> None:
        """row_height: pixels at a scale of 1, see `Theme.sized`."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(RowDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        follow_text(self, lambda: self.verticalHeader().setDefaultSectionSize(theme.current().sized(row_height)))
        self.horizontalHeader().setHighlightSections(False)
        self.hovered_row = -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(round(event.position().y())))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        row = self.rowAt(round(event.position().y()))
        if event.button() == Qt.MouseButton.LeftButton and row >= 0 and row == self.currentIndex().row():
            self.chosen.emit(row, _is_excluding(event.modifiers()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row(), _is_excluding(event.modifiers()))
        else:
            super().keyPressEvent(event)

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        for changed in {row, self.hovered_row} - {-1}:
            area = QRect(0, self.rowViewportPosition(changed), self.viewport().width(), self.rowHeight(changed))
            self.viewport().update(area)
        self.hovered_row = row
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)


def _is_excluding(modifiers: Qt.KeyboardModifier) -> bool:
    """Return whether Ctrl, or Command on macOS, is held. Alt with a click belongs to the window manager."""
    return bool(modifiers & Qt.KeyboardModifier.ControlModifier)


class RowDelegate(QStyledItemDelegate):
    """Paints a cell: the background of its row, a bar in the first column, the text."""

    def __init__(self, table: RowTable) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected) and self._table.hasFocus()
        if is_selected:
            painter.fillRect(box, look.colour("selected"))
        elif index.row() == self._table.hovered_row:
            painter.fillRect(box, look.colour("hover"))
        length = index.data(BAR_ROLE) if index.column() == 0 else None
        if length:
            self._paint_bar(painter, box, float(length), is_selected)
        painter.setFont(self._table.font())
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(ink if isinstance(ink, QColor) else look.colour("text" if index.column() < 2 else "muted"))
        area = box.adjusted(_PADDING, 0, -_PADDING, 0)
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(mark, QIcon):
            spot = QRect(area.left(), area.center().y() - SMALL // 2 + 1, SMALL, SMALL)
            mark.paint(painter, spot)
            area.setLeft(spot.right() + _PADDING)
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        text = QFontMetrics(self._table.font()).elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, index.data(Qt.ItemDataRole.TextAlignmentRole), text)

    def _paint_bar(self, painter: QPainter, box: QRect, length: float, is_selected: bool) -> None:
        bar = box.adjusted(2, 3, -2, -3)
        bar.setWidth(max(2, round(bar.width() * length)))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.current().colour("bar", 0.4 if is_selected else 1.0))
        painter.drawRoundedRect(bar, 4, 4)
        painter.restore()
