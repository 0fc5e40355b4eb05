"""Cards section: the six key figures of a range."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.reports.query import COURSES
from app.ui.pages.reports.overview_cards import StatCards
from app.ui.pages.reports.sections.section import Figures, Section
from app.ui.widgets.parts import column


class CardsSection(Section):
    """The key figures with their changes. names: fields of `Stats`, for some of them."""

    def __init__(self, *names: str) -> None:
        super().__init__("cards_section")
        self.cards = StatCards(names)
        self.setLayout(column(self.cards))

    @property
    def courses(self) -> Collection[str]:
        return COURSES  # for the sparklines

    def show_figures(self, figures: Figures) -> None:
        self.cards.show_overview(figures.overview, figures.now)

    def set_low(self, is_low: bool) -> None:
        self.cards.set_low(is_low)

    def forget(self) -> None:
        self.cards.clear()
