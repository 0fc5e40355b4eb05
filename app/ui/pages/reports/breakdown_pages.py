"""Pages of breakdowns: pages, sources and systems, each with the traffic of the range above its tables."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.section import Section
from app.ui.pages.reports.times import page_times_section

_MANY_ROWS = 12  # height of the table of all pages


def _tr(text: str) -> str:
    return QCoreApplication.translate("breakdown_pages", text)


class BreakdownPage(ReportPage):
    """The traffic of a range and tables of it. rows: sections that stand side by side."""

    def __init__(self, context: PageContext, name: str, rows: Sequence[Sequence[Section]]) -> None:
        course = CourseSection(context.now)
        self.chart = course.chart
        tables = [section for row in rows for section in row]
        self.panels = tuple(section.panel for section in tables if isinstance(section, BreakdownSection))
        super().__init__(context, name, (course, *rows))


class PagesPage(BreakdownPage):
    """Pages of the website, those where visits begin and end, and the time spent on each."""

    def __init__(self, context: PageContext) -> None:
        types = ("page", "title", "page_url", "hostname")
        visited = BreakdownSection(_tr("Pages"), types, "visited_panel", shown_rows=_MANY_ROWS)
        ends = BreakdownSection(_tr("Entry and exit"), ("entry_page", "exit_page"), "ends_panel")
        self.times = page_times_section()
        super().__init__(context, "pages", ((visited,), (ends, self.times)))


class SourcesPage(BreakdownPage):
    """Origins of visits, by name, by address, by group, and by campaign."""

    def __init__(self, context: PageContext) -> None:
        sources = BreakdownSection(_tr("Sources"), ("source", "referrer"), "visits_panel")
        channels = BreakdownSection(_tr("Channels"), ("channel",), "channels_panel")
        tags = ("utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content")
        campaigns = BreakdownSection(_tr("Campaigns"), tags, "campaigns_panel")
        super().__init__(context, "sources", ((sources, channels), (campaigns,)))


class SystemsPage(BreakdownPage):
    """Browsers, operating systems, devices and screens of the visitors."""

    def __init__(self, context: PageContext) -> None:
        browsers = BreakdownSection(_tr("Browsers"), ("browser", "browser_release"), "browsers_panel")
        systems = BreakdownSection(_tr("Systems"), ("os", "os_release"), "os_panel")
        devices = BreakdownSection(_tr("Devices"), ("device",), "devices_panel")
        screens = BreakdownSection(_tr("Screens"), ("screen",), "screens_panel")
        super().__init__(context, "systems", ((browsers, systems, devices, screens),))
