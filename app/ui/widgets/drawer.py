"""Drawer: details of a row, at the right of its page. On a narrow page it lies over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QWidget

from app.ui.style.theme import SPACE
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.parts import column, hairline, icon_button, row
from app.ui.widgets.tables.table_panel import TablePanel

T = TypeVar("T")

WIDTH = 96 * SPACE
LEAST_WIDTH = 72 * SPACE
LEAST_PAGE = 130 * SPACE  # width that the page keeps next to the drawer, else the drawer lies over it
_HANDLE = 2 * SPACE
_KEY_STEP = 6 * SPACE
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Drawer(QFrame):
    """Details at the right of a page, which makes room for them by its margins.

    stepped: the arrow keys ask for the row before (-1) or after (1); closed: by Escape or its button; resized carries
    the width in pixels that the user chose. Opening takes the focus and closing gives it back.
    """

    stepped = Signal(int)
    closed = Signal()
    resized = Signal(int)

    def __init__(self, page: QWidget, name: str, content: QWidget, width: int = 0) -> None:
        """content: below the title and the buttons; width: pixels, 0 for the usual one."""
        super().__init__(page)
        self.setObjectName(name)
        self.setProperty("role", "drawer")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._page, self._width = page, width or WIDTH
        self._opener: QWidget | None = None
        self._title = ElidedLabel("heading", f"{name}_title")
        self._note = ElidedLabel("caption", f"{name}_note")
        before = icon_button("chevron-up", self.tr("Previous row"), f"{name}_before", lambda: self.stepped.emit(-1))
        after = icon_button("chevron-down", self.tr("Next row"), f"{name}_after", lambda: self.stepped.emit(1))
        close = icon_button("close", self.tr("Close (Esc)"), f"{name}_close", self.close_drawer)
        names = column(self._title, self._note, gap=0)
        head = row(names, before, after, close, gap=1, margins=(4, 3, 2, 2))
        head.setStretch(0, 1)
        body: QLayout = column(head, hairline(), content, gap=0)
        body.setContentsMargins(1, 0, 0, 0)
        self.setLayout(body)
        self._handle = _Handle(self)
        self.hide()
        page.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        return not self.isHidden()

    @property
    def is_over_page(self) -> bool:
        """True while there is no room for page and drawer side by side."""
        return self._page.width() - self._width < LEAST_PAGE

    def open(self, title: str, note: str = "", *, takes_focus: bool = True) -> None:
        """Show the drawer, or another title in it. takes_focus: False when it follows the rows behind it."""
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(title)
        self.setAccessibleDescription(note)
        if not self.is_open:
            self._opener = QApplication.focusWidget()
            self.show()
        self.raise_()
        self._place()
        if takes_focus and not self.isAncestorOf(QApplication.focusWidget() or self._page):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, panel: TablePanel[T], show: Callable[[T, bool], None]) -> None:
        """Go through the rows of a panel. show: shows a row, and takes the focus if its flag is True."""
        panel.chosen.connect(lambda row: show(row, True))
        panel.current_changed.connect(lambda row: show(row, False) if self.is_open else None)
        self.stepped.connect(panel.table.step)

    def close_drawer(self) -> None:
        """Hide the drawer and give the focus back."""
        if not self.is_open:
            return
        focused = QApplication.focusWidget()
        has_focus = focused is not None and (focused is self or self.isAncestorOf(focused))
        self.hide()
        self._page.setContentsMargins(0, 0, 0, 0)
        if has_focus and self._opener is not None and self._page.isAncestorOf(self._opener):
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self._opener = None
        self.closed.emit()

    def set_width(self, width: int) -> None:
        """Resize within what the page has room for, as the user does with the handle."""
        self._width = self._bounded(width)
        self._place()
        self.resized.emit(self._width)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.close_drawer()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.is_open:
            self._place()
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if event.type() == QEvent.Type.KeyPress and is_escape and self.is_open:
            self.close_drawer()  # also while the focus is on the rows behind it
            return True
        return False

    def _bounded(self, width: int) -> int:
        return min(max(width, LEAST_WIDTH), max(LEAST_WIDTH, self._page.width() - 2 * _HANDLE))

    def _place(self) -> None:
        width, is_mirrored = self._bounded(self._width), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        room = 0 if self.is_over_page else width
        # Once, and only to what it stays: a change of the margins lays the page out again.
        self._page.setContentsMargins(room if is_mirrored else 0, 0, 0 if is_mirrored else room, 0)
        left = 0 if is_mirrored else self._page.width() - width
        self.setGeometry(left, 0, width, self._page.height())
        self._handle.setGeometry(width - _HANDLE if is_mirrored else 0, 0, _HANDLE, self.height())
        self._handle.raise_()


class _Handle(QWidget):
    """Edge of the drawer that is dragged, or moved with the arrow keys, to change its width."""

    def __init__(self, drawer: Drawer) -> None:
        super().__init__(drawer)
        self._drawer = drawer
        self.setObjectName(f"{drawer.objectName()}_handle")
        self.setAccessibleName(self.tr("Width of the details"))
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._grow(-round(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: _KEY_STEP, Qt.Key.Key_Right: -_KEY_STEP}
        if (key := Qt.Key(event.key())) in steps:
            self._grow(steps[key])
        else:
            super().keyPressEvent(event)

    def _grow(self, pixels: int) -> None:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._drawer.set_width(self._drawer.width() + (-pixels if is_mirrored else pixels))
