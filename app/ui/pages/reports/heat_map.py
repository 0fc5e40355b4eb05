"""Heat map page: the hours of the week."""

from __future__ import annotations

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.heat_map import HeatMapSection


class HeatMapPage(ReportPage):
    """One section: the hours of the week."""

    def __init__(self, context: PageContext) -> None:
        self.section = HeatMapSection()
        super().__init__(context, "heat_map_page", (self.section,))
