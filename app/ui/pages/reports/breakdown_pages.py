"""Pages of breakdowns: pages, sources and systems, each with the traffic of the range above its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication

from app.domain.reports.engagement import PageTime
from app.ui.charts.traffic import TrafficChart
from app.ui.dimension_names import DEVICES
from app.ui.pages.page import PageContext
from app.ui.pages.reports.one_page import OnePage, page_of
from app.ui.pages.reports.report_page import Part, ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.facts import Fact, FactsSection
from app.ui.pages.reports.sections.page_facts import PagesFacts
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.pages.reports.times import page_times_section
from app.ui.translation import translator

_tr = translator("breakdown_pages")

_MANY_ROWS = 12  # height of the table of all pages


class BreakdownPage(ReportPage):
    """Facts about a range, its traffic and its tables. rows: sections that stand side by side, see `ReportPage`."""

    def __init__(self, context: PageContext, name: str, facts: Part, rows: Sequence[Sequence[Part]]) -> None:
        course = partial(CourseSection, context.now, is_low=True)
        super().__init__(context, name, (facts, course, *rows))

    @property
    def chart(self) -> TrafficChart:
        return self.section_of(CourseSection).chart


class _AllPages(BreakdownSection):
    weight = 3  # more columns than its neighbours


class _Ends(BreakdownSection):
    weight = 2


class PagesPage(BreakdownPage):
    """Pages of the website, those where visits begin and end, and the time spent on each.

    With a filter for one page it shows that page in a view of its own, with a way back.
    """

    def __init__(self, context: PageContext) -> None:
        types = ("page", "title", "page_url", "hostname")
        visited = partial(_AllPages, _tr("Pages"), types, "visited_panel", shown_rows=_MANY_ROWS)
        ends = partial(_Ends, _tr("Entry and exit"), ("entry_page", "exit_page"), "ends_panel")
        self._context = context
        self._one: OnePage | None = None
        self._listed: str | None = None  # id of the website whose pages are listed
        facts = (
            Fact("page", lambda: _tr("Most viewed page")),
            Fact("entry_page", lambda: _tr("Most visits begin at")),
            Fact("exit_page", lambda: _tr("Most visits end at")),
        )
        super().__init__(context, "pages", partial(PagesFacts, facts), ((visited, ends, page_times_section),))

    @property
    def times(self) -> RowsSection[PageTime]:
        return self.section_of(RowsSection)

    @property
    def one(self) -> OnePage | None:
        """The view of one page while it is shown."""
        return self._one if self._one is not None and self.layers.currentWidget() is self._one else None

    @property
    def is_asking(self) -> bool:
        return super().is_asking or (self.one is not None and self.one.is_asking)

    def load(self, *, is_other_site: bool) -> None:
        if self.site is not None and self.request is not None and page_of(self.request) is not None:
            self._show_one()
            return
        has_focus = self.one is not None and self.one.isAncestorOf(QApplication.focusWidget() or self)
        self.layers.setCurrentWidget(self.stack)
        is_other = self.site is None or self.site.id != self._listed
        self._listed = self.site.id if self.site is not None else None
        super().load(is_other_site=is_other)
        if has_focus:
            self.focus_first_table()

    def rest(self) -> Iterator[None]:
        self.times.answered.connect(self.section_of(PagesFacts).show_times)
        return super().rest()

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

    def focus_first_table(self) -> None:
        """Give the focus to the list of pages."""
        table = self.panels[0].findChild(QAbstractItemView)
        if table is not None:
            table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_one(self) -> None:
        """Show the page that the filters name."""
        assert self.site is not None
        assert self.request is not None
        is_new = self.one is None
        has_focus = self.isAncestorOf(QApplication.focusWidget() or self)
        one = self._one = self._one or self._new_one()
        one.client = self.client
        self.layers.setCurrentWidget(one)
        one.show_site(self.site, self.request)
        if is_new and has_focus:
            one.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_one(self) -> OnePage:
        one = OnePage(replace(self._context, in_steps=False))
        one.filter_requested.connect(self.filter_requested)
        one.segment_requested.connect(self.segment_requested)
        one.range_requested.connect(self.range_requested)
        one.undo_offered.connect(self.undo_offered)
        one.notice.connect(self.notice)
        one.failed.connect(self.failed)
        self.layers.addWidget(one)
        return one


class SourcesPage(BreakdownPage):
    """Origins of visits, by name, by address, by group, and by campaign."""

    def __init__(self, context: PageContext) -> None:
        sources = partial(BreakdownSection, _tr("Sources"), ("source", "referrer"), "visits_panel")
        channels = partial(BreakdownSection, _tr("Channels"), ("channel",), "channels_panel")
        tags = ("utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content")
        campaigns = partial(BreakdownSection, _tr("Campaigns"), tags, "campaigns_panel")
        facts = (
            Fact("source", lambda: _tr("Top source")),
            Fact("channel", lambda: _tr("Top channel")),
            Fact("utm_campaign", lambda: _tr("Top campaign")),
            Fact("source", lambda: _tr("Without a known source"), "(direct)"),
        )
        super().__init__(context, "sources", partial(FactsSection, facts), ((sources, channels, campaigns),))


class SystemsPage(BreakdownPage):
    """Browsers, operating systems, devices and screens of the visitors."""

    def __init__(self, context: PageContext) -> None:
        browsers = partial(BreakdownSection, _tr("Browsers"), ("browser", "browser_release"), "browsers_panel")
        systems = partial(BreakdownSection, _tr("Systems"), ("os", "os_release"), "os_panel")
        devices = partial(BreakdownSection, _tr("Devices"), ("device",), "devices_panel")
        screens = partial(BreakdownSection, _tr("Screens"), ("screen",), "screens_panel")
        facts = (
            *(Fact("device", title, device) for device, title in DEVICES.items()),
            Fact("browser", lambda: _tr("Top browser")),
            Fact("os", lambda: _tr("Top system")),
        )
        rows = ((browsers, systems, devices, screens),)
        super().__init__(context, "systems", partial(FactsSection, facts), rows)
