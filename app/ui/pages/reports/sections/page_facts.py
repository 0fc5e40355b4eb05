"""Facts of pages: of all of them together, and of one with its address, its times and how often visits begin there."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot

from app.api.client import ApiClient
from app.api.reports.question import Question
from app.domain.errors import AppError
from app.domain.reports.engagement import PageTimesReport
from app.domain.reports.query import COURSES
from app.ui import format
from app.ui.pages.reports.measures import TITLES
from app.ui.pages.reports.overview_cards import StatCards
from app.ui.pages.reports.sections.facts import Fact, FactsSection, PlainCard
from app.ui.pages.reports.sections.section import Figures, Questions, Section
from app.ui.texts import plain_tip
from app.ui.translation import filled, translator
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.parts import button, column, row
from app.ui.widgets.stat_card import StatCard
from app.ui.widgets.tables.breakdown import PAGE_ROWS

_tr = translator("one_page")

_CARD_WIDTH = 136
_ENDS = ("entry_page", "exit_page")


class PagesFacts(FactsSection):
    """Facts of all pages: the first ones, how many visits saw nothing else, and the time spent on a page."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self.bounces = PlainCard(TITLES["bounce_rate"](), "fact_bounce_rate")
        self.time = PlainCard(_tr("Time on page"), "fact_page_time")
        super().__init__(facts, (self.bounces, self.time))

    def show_figures(self, figures: Figures) -> None:
        super().show_figures(figures)
        stats = figures.overview.stats
        text = format.share(stats.bounce_rate) if stats.sessions else format.NOTHING
        note = filled(_tr("of %1 visits", stats.sessions), format.count(stats.sessions))
        if stats.prev_sessions:
            note = filled(_tr("before: %1"), format.share(stats.prev_bounce_rate))
        self.bounces.show_text(text, note)

    @Slot(object)
    def show_times(self, report: PageTimesReport | None) -> None:
        """Show the times of all pages together. report: None when they could not be read."""
        if report is None:
            self.time.clear()
        else:
            totals = report.data.totals
            self.time.show_text(*_median_and_note(totals.median_time_seconds, totals.avg_time_seconds))


class PageHead(Section):
    """Address of a page, and the way back to all pages."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("page_head")
        self.back = button(_tr("All pages"), "page_back", self.left.emit, icon_name="chevron-left")
        self.back.setToolTip(plain_tip(_tr("All pages (Esc)")))
        self._title = ElidedLabel("title", "page_address")
        layout = row(self.back, self._title, gap=3)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_page(self, page: str) -> None:
        self._title.setText(format.value_name("page", page))


class PageFacts(Section):
    """Cards of a page: how often it was seen, how long, and how many visits begin and end there."""

    def __init__(self) -> None:
        super().__init__("page_facts")
        self._page = ""
        self._visitors = 0
        titles = {
            "median": _tr("Time on page"),
            "timed": _tr("Views with a time"),
            "entry_page": _tr("Began here"),
            "exit_page": _tr("Ended here"),
        }
        self.cards = {name: StatCard(title, f"page_{name}", has_spark=False) for name, title in titles.items()}
        self._seen = StatCards(("pageviews", "visitors"))  # its cards stand in one row with the others
        cards = (self._seen.card("pageviews"), self._seen.card("visitors"), *self.cards.values())
        self.setLayout(column(ResponsiveGrid(cards, _CARD_WIDTH, (6, 3, 2), "page_cards")))

    def show_page(self, page: str) -> None:
        self._page = page

    def questions(self) -> Questions:
        ends = {
            name: Question(ApiClient.metrics, {"type": name, "search": self._page, "limit": str(PAGE_ROWS)})
            for name in _ENDS
        }
        return {"times": Question(ApiClient.page_times, {"limit": "1"}), **ends}

    @property
    def courses(self) -> Collection[str]:
        return COURSES  # for the sparklines

    def show_figures(self, figures: Figures) -> None:
        self._visitors = figures.overview.stats.visitors
        self._seen.show_overview(figures.overview, figures.now)

    def show_replies(self, replies: Mapping[str, Any]) -> None:
        times = replies["times"].data.rows
        median = times[0].median_time_seconds if times else None
        mean = times[0].avg_time_seconds if times else None
        self.cards["median"].set_plain(*_median_and_note(median, mean))
        timed = times[0].timed_pageviews if times else 0
        views = times[0].pageviews if times else 0
        self.cards["timed"].set_plain(format.count(timed), _tr("of %1 views").replace("%1", format.count(views)))
        for name in _ENDS:
            rows = replies[name].data.rows
            visitors = next((row.visitors for row in rows if row.value == self._page), 0)
            part = visitors / self._visitors if self._visitors else 0.0
            text = _tr("%1 of its visitors").replace("%1", format.share(part))
            self.cards[name].set_plain(format.count(visitors), text)

    def show_error(self, error: AppError) -> None:
        for card in self.cards.values():
            card.clear()

    def forget(self) -> None:
        self._seen.clear()
        for card in self.cards.values():
            card.clear()


def _median_and_note(median: float | None, mean: float | None) -> tuple[str, str]:
    """Return a median time and the words below it. Both are None without any time."""
    if median is None or mean is None:
        return format.NOTHING, ""
    return format.duration(median), _tr("median; average %1").replace("%1", format.duration(mean))
