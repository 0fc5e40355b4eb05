"""Overview page: six key figures, the traffic chart, and breakdowns by page, source, place and system."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer

from app.domain.live import ArrivedEvents
from app.domain.reports.results import Stats
from app.ui.pages.page import PageContext
from app.ui.pages.reports.measures import ALL, MEASURES
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.cards import CardsSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.snippets import for_visitors
from app.ui.widgets.first_visit import FirstVisit

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
        cards, course = CardsSection(), CourseSection(context.now, has_cards=True)
        self.cards, self.chart, self._course = cards.cards, course.chart, course
        sections = tuple(BreakdownSection(title(), types, name) for name, title, types in _PANELS)
        self.panels = tuple(section.panel for section in sections)
        super().__init__(context, "overview", (cards, course, sections))
        self._state = context.window_state
        self._link_cards()
        self.first_visit = FirstVisit("first_visit")
        self.layers.addWidget(self.first_visit)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(CHECK_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    def show_measure(self, name: str) -> None:
        """Draw a measure, and mark its card; visitors and pageviews for `ALL`."""
        self.cards.mark_chosen(("visitors", "pageviews") if name == ALL else (name,))
        self._course.show_measure(name)

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Show on the waiting page that the first event of this website has arrived."""
        if self.site is None or all(event.website_id != self.site.id for event in arrived.events):
            return
        self._has_arrived = True
        if self.layers.currentWidget() is self.first_visit:
            self.first_visit.show_arrived()
            self._again.start()

    def forget(self) -> None:
        super().forget()
        self._has_arrived = False
        self._again.stop()

    def _link_cards(self) -> None:
        """Let the cards choose the measure of the chart, and both show the same moment."""
        self.cards.offer_choice()
        self.cards.chosen.connect(self._on_measure)
        self._course.all_requested.connect(lambda: self._on_measure(ALL))
        self.chart.pointed.connect(self.cards.show_moment)
        self.cards.pointed.connect(self.chart.point_at)
        kept = self._state.measure if self._state is not None else ALL
        self.show_measure(kept if kept in {line.name for line in MEASURES} else ALL)

    def _on_measure(self, name: str) -> None:
        self.show_measure(name)
        if self._state is not None:
            self._state.measure = name

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
