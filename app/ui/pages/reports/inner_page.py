"""Report page that another one takes the place of while the filters name something with a view of its own."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.domain.reports.request import ReportRequest
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import Part, ReportPage


class PageWithInner(ReportPage):
    """Lists something, and shows one of it in a page inside. Subclasses say when, and create it."""

    def __init__(self, context: PageContext, name: str, rows: Sequence[Part | Sequence[Part]]) -> None:
        self._context = context
        self._one: ReportPage | None = None
        self._listed: str | None = None  # id of the website whose list is loaded
        super().__init__(context, name, rows)

    @abstractmethod
    def names_one(self, request: ReportRequest) -> bool:
        """Return whether the page inside is to be shown for a request."""

    @abstractmethod
    def new_one(self, context: PageContext) -> ReportPage:
        """Return the page inside, which takes the request from there."""

    @property
    def one(self) -> ReportPage | None:
        """The page inside while it is shown."""
        return self._one if self._one is not None and self.layers.currentWidget() is self._one else None

    @property
    def is_asking(self) -> bool:
        return super().is_asking or (self.one is not None and self.one.is_asking)

    def load(self, *, is_other_site: bool) -> None:
        if self.site is not None and self.request is not None and self.names_one(self.request):
            self._show_one()
            return
        has_focus = self.one is not None and self.one.isAncestorOf(QApplication.focusWidget() or self)
        self.layers.setCurrentWidget(self.stack)
        is_other = self.site is None or self.site.id != self._listed
        self._listed = self.site.id if self.site is not None else None
        super().load(is_other_site=is_other)
        table = self.panels[0].findChild(QAbstractItemView) if has_focus else None
        if table is not None:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        if self.one is not None:
            self.one.refresh()
        else:
            super().refresh()

    def withdraw(self, *names: str) -> None:
        super().withdraw(*names)
        if not names and self.one is not None:
            self.one.withdraw()

    def focus_search(self) -> bool:
        return self.one.focus_search() if self.one is not None else super().focus_search()

    def _show_one(self) -> None:
        """Show the page inside for the request."""
        assert self.site is not None
        assert self.request is not None
        is_new = self.one is None
        has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        one = self._one = self._one or self._connected(self.new_one(replace(self._context, in_steps=False)))
        one.client = self.client
        self.layers.setCurrentWidget(one)
        one.show_site(self.site, self.request)
        if is_new and has_focus:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connected(self, one: ReportPage) -> ReportPage:
        one.filter_requested.connect(self.filter_requested)
        one.segment_requested.connect(self.segment_requested)
        one.range_requested.connect(self.range_requested)
        one.undo_offered.connect(self.undo_offered)
        one.notice.connect(self.notice)
        one.failed.connect(self.failed)
        self.layers.addWidget(one)
        return one
