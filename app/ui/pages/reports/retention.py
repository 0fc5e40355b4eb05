"""Retention page: visitors who came again."""

from __future__ import annotations

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.retention import RetentionSection


class RetentionPage(ReportPage):
    """One section: visitors who came again."""

    def __init__(self, context: PageContext) -> None:
        self.section = RetentionSection(self.today)
        super().__init__(context, "retention_page", (self.section,))
