"""Overview page: six key figures, the traffic chart, breakdowns, the top events and what happens now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QResizeEvent

from app.domain.live import ArrivedEvents
from app.domain.reports.results import Stats
from app.ui.live_window import events_of
from app.ui.pages.events.top_events import top_events_section
from app.ui.pages.page import PageContext
from app.ui.pages.reports.measures import ALL, MEASURES
from app.ui.pages.reports.report_page import ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.cards import CardsSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.live import LiveSection
from app.ui.snippets import for_visitors
from app.ui.style import theme
from app.ui.widgets.first_visit import FirstVisit

_LOW = 560  # height in pixels at a scale of 1 below which cards give way to the chart
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
        self._live = LiveSection(context.now)
        super().__init__(context, "overview", (cards, course, (*sections, top_events_section(), self._live)))
        self._live.opened.connect(partial(self.page_requested.emit, "realtime"))
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_low = self.height() < theme.current().sized(_LOW)
        self.cards.set_low(is_low)
        self._course.set_low(is_low)

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Show on the waiting page that the first event of this website has arrived."""
        if self.site is None or self.request is None:
            return
        if not events_of(arrived, self.site.id, has_bots=True):
            return
        self._live.push(events_of(arrived, self.site.id, has_bots=self.request.include_bots is True))
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
