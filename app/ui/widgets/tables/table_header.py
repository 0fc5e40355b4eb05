"""Table header: the titles of the columns, painted here, which is far quicker than what style sheets do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QTableView

from app.ui.style import theme
from app.ui.style.theme import CONTROL_HEIGHT, SPACE

_PADDING = 2 * SPACE


class TableHeader(QHeaderView):
    """Header of a table. Its height follows the size of the text."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(8 * SPACE)
        self.setHighlightSections(False)
        self._hovered = -1

    def sizeHint(self) -> QSize:
        return QSize(0, theme.current().sized(CONTROL_HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        look, model = theme.current(), self.model()
        is_hovered = section == self._hovered and self.sectionsClickable()
        if is_hovered:
            painter.fillRect(rect, look.colour("hover"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("border"))
        painter.setFont(look.font("caption"))
        painter.setPen(look.colour("text" if is_hovered else "muted"))
        across = Qt.Orientation.Horizontal
        area = rect.adjusted(_PADDING, 0, -_PADDING, 0)
        title = str(model.headerData(section, across) or "")
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, area.width())
        side = model.headerData(section, across, Qt.ItemDataRole.TextAlignmentRole)
        place = QStyle.visualAlignment(self.layoutDirection(), side) | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area, place, shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.logicalIndexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._hovered:
            self._hovered = section
            self.viewport().update()
