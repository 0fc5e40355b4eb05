"""Overview page: six key figures, the traffic chart, breakdowns, the top events and what happens now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cached_property, partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.live import ArrivedEvents
from app.domain.reports.results import Stats
from app.ui.charts.traffic import TrafficChart
from app.ui.live_window import events_of
from app.ui.pages.events.top_events import top_events_section
from app.ui.pages.page import PageContext
from app.ui.pages.reports.measures import ALL, MEASURES
from app.ui.pages.reports.overview_cards import StatCards
from app.ui.pages.reports.report_page import Part, ReportPage
from app.ui.pages.reports.sections.breakdown import BreakdownSection
from app.ui.pages.reports.sections.cards import CardsSection
from app.ui.pages.reports.sections.course import CourseSection
from app.ui.pages.reports.sections.live import LiveSection
from app.ui.pages.reports.sections.section import Section
from app.ui.pages.reports.story import StoryTelling
from app.ui.snippets import for_visitors
from app.ui.translation import translator
from app.ui.widgets.first_visit import FirstVisit

_tr = translator("overview")

CHECK_AGAIN_MS = 1_000  # an event is visible at most one flush after it arrived


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

    high = 1300  # two rows of tables are in view

    def __init__(self, context: PageContext) -> None:
        self._has_arrived = False  # an event of this site came in while the page was open
        self._state = context.window_state
        self._telling = StoryTelling(self, context.window_state)
        self.story = self._telling.line
        panels = tuple(partial(BreakdownSection, title(), types, name) for name, title, types in _PANELS)
        course = partial(CourseSection, context.now, has_cards=True)
        parts: tuple[Part, ...] = (*panels, top_events_section, partial(LiveSection, context.now))
        super().__init__(context, "overview", (CardsSection, course, parts))
        self._again = QTimer(self, singleShot=True, interval=CHECK_AGAIN_MS)
        self._again.timeout.connect(self.refresh)

    def show_measure(self, name: str) -> None:
        """Draw a measure, and mark its card; visitors and pageviews for `ALL`."""
        self.cards.mark_chosen(("visitors", "pageviews") if name == ALL else (name,))
        self.section_of(CourseSection).show_measure(name)

    @property
    def chart(self) -> TrafficChart:
        return self.section_of(CourseSection).chart

    @property
    def cards(self) -> StatCards:
        return self.section_of(CardsSection).cards

    def live_events(self, arrived: ArrivedEvents) -> None:
        """Show on the waiting page that the first event of this website has arrived."""
        if self.site is None or self.request is None:
            return
        if not events_of(arrived, self.site.id, has_bots=True):
            return
        self.section_of(LiveSection).push(events_of(arrived, self.site.id, has_bots=self.request.include_bots is True))
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
        self.story.hide()
        self._has_arrived = False
        self._again.stop()

    def _on_replies(self, sections: Sequence[Section], replies: Mapping[str, Any]) -> None:
        super()._on_replies(sections, replies)
        if self.stack.state == "content":
            self._telling.ask(self.today() - timedelta(days=1))

    def _build(self, body: QWidget, name: str, rows: Sequence[Part | Sequence[Part]]) -> Iterator[None]:
        yield from super()._build(body, name, rows)
        layout = body.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.indexOf(self.stale) + 1, self.story)
        self._link()

    def _link(self) -> None:
        """Let the cards choose the measure of the chart, and both show the same moment."""
        cards, course = self.cards, self.section_of(CourseSection)
        cards.offer_choice()
        cards.chosen.connect(self._on_measure)
        course.all_requested.connect(lambda: self._on_measure(ALL))
        course.chart.pointed.connect(cards.show_moment)
        cards.pointed.connect(course.chart.point_at)
        self.section_of(LiveSection).opened.connect(partial(self.page_requested.emit, "realtime"))
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
