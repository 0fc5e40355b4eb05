"""Systems page: what visits were made with."""

from __future__ import annotations

from functools import partial

from app.ui.dimension_names import DEVICES
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.facts import Fact, FactsSection
from app.ui.translation import translator

_tr = translator("breakdown_pages")


class SystemsPage(ReportPage):
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
        course = partial(CourseSection, context.now, is_low=True)
        tables = (browsers, systems, devices, screens)
        super().__init__(context, "systems", (partial(FactsSection, facts), course, tables))
