"""Journeys page: what visitors did before and after a page or an event."""

from __future__ import annotations

from app.ui.pages.page import PageContext
from app.ui.pages.records.suggestions import Suggestions
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.flow import FlowSection


class JourneysPage(ReportPage):
    """The flow of sessions, from a start that is chosen among the pages and events of the website."""

    def __init__(self, context: PageContext) -> None:
        self.section = FlowSection()
        super().__init__(context, "journeys", (self.section,))
        self._suggestions: Suggestions | None = None
        self.section.anchor.opened.connect(self._on_opened)

    def _on_opened(self) -> None:
        """Have the search answered for the website and range that are shown now."""
        if self._suggestions is not None:
            self._suggestions.deleteLater()
            self._suggestions = None
        if self.site is not None and self.request is not None:
            picker = self.section.anchor.picker
            self._suggestions = Suggestions(self.bridge, self.client, self.site.id, self.request, picker)
