"""Pages page: the pages of a website, those where visits begin and end, and the time spent on each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from app.domain.reports.engagement import PageTime
from app.domain.reports.request import ReportRequest
from app.ui.pages.page import PageContext
from app.ui.pages.reports.inner_page import PageWithInner
from app.ui.pages.reports.one_page import OnePage, page_of
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.facts import Fact
from app.ui.pages.reports.sections.page_facts import PagesFacts
from app.ui.pages.reports.sections.rows import RowsSection
from app.ui.pages.reports.times import page_times_section
from app.ui.translation import translator

_tr = translator("breakdown_pages")

_MANY_ROWS = 12  # height of the table of all pages


class _AllPages(BreakdownSection):
    weight = 3  # more columns than its neighbours


class _Ends(BreakdownSection):
    weight = 2


class PagesPage(PageWithInner):
    """All pages. With a filter for one page it shows that page in a view of its own, with a way back."""

    def __init__(self, context: PageContext) -> None:
        types = ("page", "title", "page_url", "hostname")
        visited = partial(_AllPages, _tr("Pages"), types, "visited_panel", shown_rows=_MANY_ROWS)
        ends = partial(_Ends, _tr("Entry and exit"), ("entry_page", "exit_page"), "ends_panel")
        facts = (
            Fact("page", lambda: _tr("Most viewed page")),
            Fact("entry_page", lambda: _tr("Most visits begin at")),
            Fact("exit_page", lambda: _tr("Most visits end at")),
        )
        course = partial(CourseSection, context.now, is_low=True)
        super().__init__(context, "pages", (partial(PagesFacts, facts), course, (visited, ends, page_times_section)))

    @property
    def times(self) -> RowsSection[PageTime]:
        return self.section_of(RowsSection)

    def names_one(self, request: ReportRequest) -> bool:
        return page_of(request) is not None

    def new_one(self, context: PageContext) -> ReportPage:
        return OnePage(context)

    def rest(self) -> Iterator[None]:
        self.times.answered.connect(self.section_of(PagesFacts).show_times)
        return super().rest()
