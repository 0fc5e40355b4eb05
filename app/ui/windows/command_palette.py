"""Command palette: go to a page, site, range or action by typing part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.ui.style import theme
from app.ui.style.dress import dress
from app.ui.style.icons import icon
from app.ui.style.theme import SPACE
from app.ui.widgets.parts import column, label
from app.ui.widgets.tables.detail_delegate import DETAIL_ROLE, DetailDelegate
from app.ui.windows.palette_search import PaletteEntry, combination, matching

_WIDTH = 560
_LIST_HEIGHT = 340
_TOP = 18 * SPACE


class CommandPalette(QFrame):
    """A popup over `parent`. Enter runs the selected entry, Escape closes it.

    combine: returns the entry that applies several of them together.
    """

    def __init__(
        self,
        entries: Sequence[PaletteEntry],
        combine: Callable[[Sequence[PaletteEntry]], PaletteEntry],
        parent: QWidget,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        dress(self)
        self.setObjectName("palette")
        self.setProperty("role", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._over = parent
        self._entries = tuple(entries)
        self._combine = combine
        self._field = QLineEdit()
        self._field.setObjectName("palette_field")
        self._field.setPlaceholderText(
            self.tr("Page, site, range, value or action, or several: pricing germany last month")
        )
        self._field.setAccessibleName(self._field.placeholderText())
        self._field.addAction(icon("search", "faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName(self.tr("Matches"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setUniformItemSizes(True)
        self._list.setItemDelegate(DetailDelegate(self._list))
        self._list.itemClicked.connect(self._act)
        self._none = label(self.tr("No matches"), "muted", "palette_none")
        self._list.setFixedHeight(theme.current().sized(_LIST_HEIGHT))
        self.setLayout(column(self._field, self._list, self._none, margins=2))
        self._shown: list[PaletteEntry] = []
        self._fill("")

    def open(self) -> None:
        width = min(theme.current().sized(_WIDTH), self._over.width() - 8 * SPACE)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move(self._over.mapToGlobal(QPoint((self._over.width() - width) // 2, _TOP)))
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def add_entries(self, entries: Sequence[PaletteEntry]) -> None:
        """Offer more entries, which became known after the palette was opened."""
        self._entries += tuple(entries)
        if self._field.text().strip():
            row = self._list.currentRow()
            marked = self._shown[row] if 0 <= row < len(self._shown) else None
            self._fill(self._field.text())
            if row > 0 and marked in self._shown:  # chosen by hand: Enter must run what was marked
                self._list.setCurrentRow(self._shown.index(marked))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if step := steps.get(Qt.Key(event.key())):
            count = self._list.count()
            if count:
                at = self._list.currentRow() + step
                self._list.setCurrentRow(at % count if abs(step) == 1 else max(0, min(at, count - 1)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act(self._list.currentItem())
            return True
        return False

    def _fill(self, typed: str) -> None:
        parts = combination(self._entries, typed)
        self._shown = [*((self._combine(parts),) if parts else ()), *matching(self._entries, typed)]
        self._list.clear()
        for entry in self._shown:
            item = QListWidgetItem(icon(entry.icon_name), entry.text)
            item.setData(DETAIL_ROLE, "   ".join(filter(None, (entry.keys, entry.kind))))
            self._list.addItem(item)
        self._list.setCurrentRow(0)
        self._none.setVisible(not self._shown)

    def _act(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            entry = self._shown[self._list.row(item)]
            self.close()
            entry.act()
