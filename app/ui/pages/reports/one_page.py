"""View of one page of a website: its course, sources, entries and exits, and what came before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.domain.reports.journeys import JourneyAnchor
from app.domain.reports.request import Filter, ReportRequest
from app.ui.pages.page import PageContext
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.flow import FlowSection
from app.ui.pages.reports.sections.page_facts import PageFacts, PageHead
from app.ui.translation import translator

_tr = translator("one_page")

_PAGE = "page"
_ANY = "*"  # a filter with it is about several pages


class OnePage(ReportPage):
    """The page that the filters of the request name, see `page_of`. Escape leaves it by taking its filter away."""

    def __init__(self, context: PageContext) -> None:
        self.head, self.facts, self.flow = PageHead(), PageFacts(), FlowSection()
        course = CourseSection(context.now)
        self.chart = course.chart
        sources = BreakdownSection(_tr("Sources"), ("source", "channel", "referrer"), "page_sources_panel")
        ends = BreakdownSection(_tr("Entry and exit"), ("entry_page", "exit_page"), "page_ends_panel")
        rows = (self.head, self.facts, course, (sources, ends), self.flow)
        super().__init__(context, "one_page", rows)
        self.flow.anchor.hide()  # the start is this page
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.head.left.connect(self.leave)

    def load(self, *, is_other_site: bool) -> None:
        page = page_of(self.request) if self.request is not None else None
        if page is not None:
            self.head.show_page(page)
            self.facts.show_page(page)
            self.flow.start_at(JourneyAnchor("page", page))
        super().load(is_other_site=is_other_site)

    def leave(self) -> None:
        """Ask for the other filters alone, which shows all pages again."""
        if self.request is not None:
            self.segment_requested.emit(tuple(one for one in self.request.filters if one != _filter_of(self.request)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def page_of(request: ReportRequest) -> str | None:
    """Return the page that the filters of a request name, None without one or with several."""
    only = _filter_of(request)
    return only.value if only is not None else None


def _filter_of(request: ReportRequest) -> Filter | None:
    named = [one for one in request.filters if one.dimension == _PAGE and not one.is_excluded]
    return named[0] if len(named) == 1 and _ANY not in named[0].value else None
