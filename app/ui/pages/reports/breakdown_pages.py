"""Pages of breakdowns: pages, sources and systems, each with the traffic of the range above its tables."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.section import Section
from app.ui.pages.reports.times import page_times_section
from app.ui.widgets.tables.breakdown import SHOWN_ROWS

_MANY_ROWS = 12  # height of a table of long lists

Panel = tuple[str, Callable[[], str], tuple[str, ...]]  # object name, title, dimensions


def _tr(text: str) -> str:
    return QCoreApplication.translate("breakdown_pages", text)


class BreakdownPage(ReportPage):
    """The traffic of a range and tables of it.

    rows: panels that stand side by side; shown_rows: height of a table; more: sections below them.
    """

    def __init__(
        self,
        context: PageContext,
        name: str,
        rows: tuple[tuple[Panel, ...], ...],
        shown_rows: int = SHOWN_ROWS,
        more: tuple[Section, ...] = (),
    ) -> None:
        course = CourseSection(context.now)
        self.chart = course.chart
        tables = tuple(
            tuple(BreakdownSection(title(), types, panel, shown_rows=shown_rows) for panel, title, types in row)
            for row in rows
        )
        self.panels = tuple(section.panel for row in tables for section in row)
        super().__init__(context, name, (course, *tables, *((section,) for section in more)))


class PagesPage(BreakdownPage):
    """Pages of the website, and those where visits begin and end."""

    def __init__(self, context: PageContext) -> None:
        visited = ("visited_panel", lambda: _tr("Pages"), ("page", "title", "page_url", "hostname"))
        ends = ("ends_panel", lambda: _tr("Entry and exit"), ("entry_page", "exit_page"))
        self.times = page_times_section()
        super().__init__(context, "pages", ((visited, ends),), _MANY_ROWS, (self.times,))


class SourcesPage(BreakdownPage):
    """Origins of visits, by address, by group, and by campaign."""

    def __init__(self, context: PageContext) -> None:
        sources = ("visits_panel", lambda: _tr("Sources"), ("source", "referrer"))
        channels = ("channels_panel", lambda: _tr("Channels"), ("channel",))
        utm = ("utm_campaign", "utm_source", "utm_medium", "utm_term", "utm_content")
        campaigns = ("campaigns_panel", lambda: _tr("Campaigns"), utm)
        super().__init__(context, "sources", ((sources, channels), (campaigns,)))


class SystemsPage(BreakdownPage):
    """Browsers, operating systems, devices and screens of the visitors."""

    def __init__(self, context: PageContext) -> None:
        browsers = ("browsers_panel", lambda: _tr("Browsers"), ("browser", "browser_release"))
        systems = ("os_panel", lambda: _tr("Systems"), ("os", "os_release"))
        devices = ("devices_panel", lambda: _tr("Devices"), ("device",))
        screens = ("screens_panel", lambda: _tr("Screens"), ("screen",))
        super().__init__(context, "systems", ((browsers, systems), (devices, screens)))
