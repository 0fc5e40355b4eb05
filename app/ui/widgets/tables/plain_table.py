"""Plain table: a read-only table whose rows can be selected and copied."""

from __future__ import annotations

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

_PADDING = 2 * SPACE


class PlainTable(QTableView):
    """A read-only table. Copying puts the selected rows on the clipboard, cells separated by tabs."""

    def __init__(self, name: str, title: str, model: QAbstractItemModel) -> None:
        super().__init__()
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
        rows.setDefaultSectionSize(ROW_HEIGHT)
        self.horizontalHeader().setHighlightSections(False)

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
