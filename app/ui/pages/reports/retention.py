"""Retention page: visitors who came again."""

from __future__ import annotations

from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.retention import RetentionFacts, RetentionSection


class RetentionPage(ReportPage):
    """Cohorts of visitors, and on top cards of how many of them came again."""

    def __init__(self, context: PageContext) -> None:
        self.section, self.facts = RetentionSection(self.today), RetentionFacts()
        self.section.answered.connect(self.facts.show_report)
        super().__init__(context, "retention_page", (self.facts, self.section))
