"""Plain table: a read-only table whose rows can be selected and copied."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.ui.style import theme
from app.ui.style.icons import SMALL
from app.ui.style.theme import ROW_HEIGHT, SPACE
from app.ui.widgets.parts import follow_text

_PADDING = 2 * SPACE


class PlainTable(QTableView):
    """A read-only table. Copying puts the selected rows on the clipboard, cells separated by tabs.

    Heights and widths are given in pixels at a scale of 1, see `Theme.sized`.
    """

    def __init__(self, name: str, title: str, model: QAbstractItemModel, *, row_height: int = ROW_HEIGHT) -> None:
        super().__init__()
        self._row_height, self._least_rows = row_height, 0
        self._widths: Mapping[int, int] = {}
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setIconSize(QSize(SMALL, SMALL))
        self.setItemDelegate(_PlainDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        follow_text(self, self._fit_text)

    def set_widths(self, widths: Mapping[int, int]) -> None:
        """Set the widths of columns, by their number."""
        self._widths = widths
        self._fit_text()

    def show_rows_at_least(self, rows: int) -> None:
        """Keep the table so high that this many rows, with the header, fit."""
        self._least_rows = rows
        self._fit_text()

    def viewportEvent(self, event: QEvent) -> bool:
        """Ignore hovering, which the style would paint on single cells."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverMove):
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selected_text())
        else:
            super().keyPressEvent(event)

    def _fit_text(self) -> None:
        """Set the sizes that depend on the size of the text."""
        sized = theme.current().sized
        self.verticalHeader().setDefaultSectionSize(sized(self._row_height))
        for column, width in self._widths.items():
            self.setColumnWidth(column, sized(width))
        if self._least_rows:
            self.setMinimumHeight(sized(self._least_rows * self._row_height))

    def selected_text(self) -> str:
        """Return the selected rows as text, top to bottom."""
        model = self.model()
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        shown = [at for at in range(model.columnCount()) if not self.isColumnHidden(at)]
        return "\n".join("\t".join(str(model.index(row, at).data() or "") for at in shown) for row in rows)


class _PlainDelegate(QStyledItemDelegate):
    """Paints icon and text aligned with the header; the style would shift them by its focus frame."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        look = theme.current()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.colour("selected"))
        area = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
        mark = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(mark, QIcon):
            side = SMALL
            mark.paint(painter, area.left(), area.top() + (area.height() - side) // 2, side, side)
            area.setLeft(area.left() + side + _PADDING)
        ink = index.data(Qt.ItemDataRole.ForegroundRole)
        painter.setPen(ink if isinstance(ink, QColor) else look.colour("text"))
        painter.setFont(option.font)
        text = option.fontMetrics.elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, area.width())
        alignment = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(area, alignment or Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
