"""Overview page: six key figures, the traffic chart, and breakdowns by page, source, place and system."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from PySide6.QtCore import QCoreApplication, QTimer

from app.domain.live import ArrivedEvents
from app.domain.reports.results import Stats
from app.ui.charts.traffic import TrafficChart
from app.ui.pages.page import PageContext
from app.ui.pages.reports.overview_cards import StatCards
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.cards import CardsSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.snippets import for_visitors
from app.ui.widgets.first_visit import FirstVisit
from app.ui.widgets.tables.breakdown import BreakdownPanel

CHECK_AGAIN_MS = 1_000  # an event is visible at most one flush after it arrived


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)


_PANELS: tuple[tuple[str, Callable[[], str], tuple[str, ...]], ...] = (
    ("pages_panel", lambda: _tr("Pages"), ("page", "entry_page", "exit_page", "title")),
    (
        "sources_panel",
        lambda: _tr("Sources"),
        ("source", "channel", "utm_medium", "utm_campaign"),
    ),
    ("places_panel", lambda: _tr("Places"), ("country", "region", "city", "language")),
    ("systems_panel", lambda: _tr("Systems"), ("browser", "os", "device", "screen")),
)


class OverviewPage(ReportPage):
    """All figures of a range, and the snippet to paste while a website waits for its first visitor."""

    def __init__(self, context: PageContext) -> None:
        self._has_arrived = False  # an event of this site came in while the page was open
        panels = tuple(partial(BreakdownSection, title(), types, name) for name, title, types in _PANELS)
        super().__init__(context, "overview", (CardsSection, partial(CourseSection, context.now), panels))
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CHECK_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    @property
    def chart(self) -> TrafficChart:
        return self.section_of(CourseSection).chart

    @property
    def cards(self) -> StatCards:
        return self.section_of(CardsSection).cards

    @property
    def panels(self) -> tuple[BreakdownPanel, ...]:
        return tuple(section.panel for section in self.sections if isinstance(section, BreakdownSection))

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Show on the waiting page that the first event of this website has arrived."""
        if self.site is None or all(event.website_id != self.site.id for event in arrived.events):
            return
        self._has_arrived = True
        if isinstance(self.layers.currentWidget(), FirstVisit):
            self.first_visit.show_arrived()
            self._again.start()

    @cached_property
    def first_visit(self) -> FirstVisit:
        """Advice for a website that was never visited, created when there is one."""
        first_visit = FirstVisit("first_visit")
        self.layers.addWidget(first_visit)
        return first_visit

    def forget(self) -> None:
        super().forget()
        self._has_arrived = False
        self._again.stop()

    def on_ever(self, stats: Stats) -> None:
        if stats.visitors and self._has_arrived:
            self._has_arrived = False
            self.refresh()  # the first visit was stored between the two questions
            return
        super().on_ever(stats)

    def show_never_visited(self) -> None:
        """Show the snippet to paste, and whether the first event has arrived."""
        assert self.site is not None
        snippet = for_visitors(self.site.tracking_snippet, self.client.base_url)
        self.first_visit.show_snippet(snippet, self.site.domain)
        if self._has_arrived:
            self.first_visit.show_arrived()
            self._again.start()  # it is not stored yet
        self.layers.setCurrentWidget(self.first_visit)
