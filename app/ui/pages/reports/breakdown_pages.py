"""Pages of breakdowns: pages, sources and systems, each with the traffic of the range above its tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication

from app.domain.reports.engagement import PageTime
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import Part, ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.pages.reports.times import page_times_section
from app.ui.widgets.tables.breakdown import BreakdownPanel

_MANY_ROWS = 12  # height of the table of all pages


def _tr(text: str) -> str:
    return QCoreApplication.translate("breakdown_pages", text)


class BreakdownPage(ReportPage):
    """The traffic of a range and tables of it. rows: sections that stand side by side, see `ReportPage`."""

    def __init__(self, context: PageContext, name: str, rows: Sequence[Sequence[Part]]) -> None:
        super().__init__(context, name, (partial(CourseSection, context.now), *rows))

    @property
    def chart(self) -> TrafficChart:
        return self.section_of(CourseSection).chart

    @property
    def panels(self) -> tuple[BreakdownPanel, ...]:
        return tuple(section.panel for section in self.sections if isinstance(section, BreakdownSection))


class PagesPage(BreakdownPage):
    """Pages of the website, those where visits begin and end, and the time spent on each."""

    def __init__(self, context: PageContext) -> None:
        types = ("page", "title", "page_url", "hostname")
        visited = partial(BreakdownSection, _tr("Pages"), types, "visited_panel", shown_rows=_MANY_ROWS)
        ends = partial(BreakdownSection, _tr("Entry and exit"), ("entry_page", "exit_page"), "ends_panel")
        super().__init__(context, "pages", ((visited,), (ends, page_times_section)))

    @property
    def times(self) -> RowsSection[PageTime]:
        return self.section_of(RowsSection)


class SourcesPage(BreakdownPage):
    """Origins of visits, by name, by address, by group, and by campaign."""

    def __init__(self, context: PageContext) -> None:
        sources = partial(BreakdownSection, _tr("Sources"), ("source", "referrer"), "visits_panel")
        channels = partial(BreakdownSection, _tr("Channels"), ("channel",), "channels_panel")
        tags = ("utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content")
        campaigns = partial(BreakdownSection, _tr("Campaigns"), tags, "campaigns_panel")
        super().__init__(context, "sources", ((sources, channels), (campaigns,)))


class SystemsPage(BreakdownPage):
    """Browsers, operating systems, devices and screens of the visitors."""

    def __init__(self, context: PageContext) -> None:
        browsers = partial(BreakdownSection, _tr("Browsers"), ("browser", "browser_release"), "browsers_panel")
        systems = partial(BreakdownSection, _tr("Systems"), ("os", "os_release"), "os_panel")
        devices = partial(BreakdownSection, _tr("Devices"), ("device",), "devices_panel")
        screens = partial(BreakdownSection, _tr("Screens"), ("screen",), "screens_panel")
        super().__init__(context, "systems", ((browsers, systems, devices, screens),))
