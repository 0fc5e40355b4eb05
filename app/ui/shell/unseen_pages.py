"""Pages that were not on screen for a while: those on which nothing was chosen let go of their memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QStackedWidget, QTabBar, QWidget

from app.ui.pages.page import WindowPage
from app.ui.widgets.tables.table import DataTable
from app.ui.widgets.tables.table_panel import TablePanel

KEPT_S = 600.0  # after a page was left
_CHECK_MS = 60_000


class UnseenPages(QObject):
    """Watches the pages of a stack. gone carries a page that is to be destroyed: it is created again when it is chosen.

    is_busy: something may still be delivered to a page. now_s: a monotonic clock, in seconds.
    """

    gone = Signal(object)

    def __init__(
        self, stack: QStackedWidget, is_busy: Callable[[], bool], now_s: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(stack)
        self._stack, self._is_busy, self._now_s = stack, is_busy, now_s
        self._as_new: dict[WindowPage, tuple[Hashable, ...]] = {}
        self._seen_s: dict[WindowPage, float] = {}
        self._shown: WindowPage | None = None
        stack.currentChanged.connect(self._on_shown)
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def watch(self, page: WindowPage) -> None:
        """Let a new page go when its time has come, if it allows that."""
        self._as_new[page] = tuple(_choices(page))

    def forget(self, page: WindowPage) -> None:
        """Stop watching a page that is destroyed."""
        self._seen_s.pop(page, None)
        self._as_new.pop(page, None)

    @Slot()
    def check(self) -> None:
        """Let a page go that was not on screen for long enough and is as it was when it was new.

        One at a time: to destroy a page takes a hundredth of a second.
        """
        if self._is_busy():
            return
        before_s = self._now_s() - KEPT_S
        for page in [page for page, seen_s in self._seen_s.items() if seen_s <= before_s]:
            if page is not self._shown and page.can_go and tuple(_choices(page)) == self._as_new.get(page):
                self.forget(page)
                self.gone.emit(page)
                return

    @Slot(int)
    def _on_shown(self, at: int) -> None:
        if self._shown is not None:
            self._seen_s[self._shown] = self._now_s()
        shown = self._stack.widget(at)
        self._shown = shown if isinstance(shown, WindowPage) else None


def _choices(page: QWidget) -> Iterator[Hashable]:
    """Yield the state of all that is chosen or written on a page: a page with other choices than a new one stays."""
    for button in page.findChildren(QAbstractButton):
        if button.isCheckable():
            yield button.objectName(), button.isChecked()
        if button.property("role") == "link":  # such as a way back to what was shown before
            yield button.objectName(), button.isHidden()
    yield from ((tabs.objectName(), tabs.currentIndex()) for tabs in page.findChildren(QTabBar))
    yield from ((field.objectName(), field.currentIndex()) for field in page.findChildren(QComboBox))
    yield from ((field.objectName(), field.text()) for field in page.findChildren(QLineEdit))
    yield from ((table.objectName(), table.currentIndex().row()) for table in page.findChildren(DataTable))
    yield from ((panel.objectName(), panel.tab, panel.query) for panel in page.findChildren(TablePanel))
