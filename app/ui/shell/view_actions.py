"""Changes of the view, as receivers for header, pages, menus and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from app.domain.reports.request import Filter, Granularity
from app.ui.ranges import CompareChoice, DateRange
from app.ui.shell.header import Header
from app.ui.shell.page_stack import PageStack
from app.ui.shell.sidebar import Sidebar
from app.ui.view import View
from app.ui.workspace import Workspace


class ViewActions(QObject):
    """Each receiver replaces the view of the workspace with a changed one."""

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def connect_controls(self, sidebar: Sidebar, header: Header, pages: PageStack) -> None:
        """Receive everything with which the user changes the view."""
        sidebar.page_chosen.connect(self.show_page)
        sidebar.picker.website_chosen.connect(self.choose_site)
        header.range_changed.connect(self.show_days)
        header.compare_changed.connect(self.compare)
        header.granularity_changed.connect(self.show_steps)
        header.bots_changed.connect(self.include_bots)
        header.filter_removed.connect(self.remove_filter)
        header.filters_cleared.connect(self.clear_filters)
        pages.filter_requested.connect(self.add_filter)
        pages.range_requested.connect(self.show_days)
        pages.segment_requested.connect(self.show_filters)
        pages.page_requested.connect(self.show_page)
        pages.site_requested.connect(self.show_overview)

    def change(self, change: Callable[[View], View]) -> None:
        """Show the view that `change` makes of the current one."""
        self._show(change(self._view))

    @Slot(str)
    def show_page(self, key: str) -> None:
        self._show(replace(self._view, page=key))

    @Slot(str)
    def choose_site(self, website_id: str) -> None:
        self._show(self._view.with_site(website_id))

    @Slot(str)
    def show_overview(self, website_id: str) -> None:
        """Show the overview of a website."""
        self._show(replace(self._view.with_site(website_id), page="overview"))

    @Slot(object)
    def show_days(self, days: DateRange) -> None:
        self._show(self._view.with_days(days, self._workspace.today()))

    @Slot(str)
    def show_preset(self, preset: str) -> None:
        self._show(self._view.with_preset(preset))

    def move(self, steps: int) -> None:
        """Show the range before or after."""
        self._show(self._view.moved(steps, self._workspace.today()))

    @Slot(object)
    def compare(self, choice: CompareChoice) -> None:
        self._show(replace(self._view, compare=choice))

    @Slot(str)
    def show_steps(self, size: Granularity) -> None:
        self._show(replace(self._view, granularity=size))

    @Slot(object)
    def include_bots(self, is_on: bool | None) -> None:
        self._show(replace(self._view, include_bots=is_on))

    @Slot(object)
    def add_filter(self, new: Filter) -> None:
        self._show(self._view.with_filter(new))

    @Slot(object)
    def remove_filter(self, old: Filter) -> None:
        self._show(self._view.without_filter(old))

    @Slot(object)
    def show_filters(self, filters: tuple[Filter, ...]) -> None:
        """Replace the filters, such as by those of a segment."""
        self._show(replace(self._view, filters=filters))

    @Slot()
    def clear_filters(self) -> None:
        self._show(replace(self._view, filters=(), include_bots=None))

    @property
    def _view(self) -> View:
        return self._workspace.view

    def _show(self, view: View) -> None:
        self._workspace.show(view)
