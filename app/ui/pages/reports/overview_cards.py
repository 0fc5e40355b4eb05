"""Cards of the six key figures of a range, each with its change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal

from app.domain.reports.axes import is_open, reached
from app.domain.reports.results import Overview
from app.report.key_figures import KEY_FIGURES, KeyFigure, Notation, both_totals
from app.ui import format
from app.ui.pages.reports.measures import MEASURES, TITLES, MeasureCourse, course_of
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.stat_card import CardChoice, StatCard

_CARD_WIDTH = 150


_WRITERS: Mapping[Notation, Callable[[float], str]] = {
    "count": format.count,
    "share": format.share,
    "duration": format.duration,
    "mean": format.decimal,
}


class StatCards(ResponsiveGrid):
    """The six cards, in rows of six, three or two. names: of key figures, for some of them.

    chosen: the name of a card that was clicked, after `offer_choice`; pointed: the bucket at the pointer in a
    sparkline, -1 for none.
    """

    chosen = Signal(str)
    pointed = Signal(int)

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._shown = tuple(figure for figure in KEY_FIGURES if not names or figure.name in names)
        self._cards = {figure.name: _new_card(figure) for figure in self._shown}
        columns = [number for number in (6, 4, 3, 2) if len(self._shown) % number == 0]
        super().__init__(tuple(self._cards.values()), _CARD_WIDTH, columns, "cards")
        self._choices: dict[str, CardChoice] = {}
        self._course: MeasureCourse | None = None

    def card(self, name: str) -> StatCard:
        """Return the card of a key figure."""
        return self._cards[name]

    def offer_choice(self) -> None:
        """Let cards be chosen by a click, by Space or Enter, or by the arrow keys."""
        colours = {line.name: line.colour for line in MEASURES}
        for name, card in self._cards.items():
            choice = self._choices[name] = card.offer_choice(colours[name])
            choice.clicked.connect(partial(self.chosen.emit, name))
            choice.stepped.connect(partial(self._on_stepped, name))
            card.pointed.connect(self.pointed)

    def mark_chosen(self, names: Sequence[str]) -> None:
        """Mark the cards whose numbers are on the chart."""
        for name, choice in self._choices.items():
            choice.setChecked(name in names)

    def set_low(self, is_low: bool) -> None:
        """Leave out what is below the numbers, where there is little height."""
        for card in self._cards.values():
            card.set_low(is_low)

    def show_moment(self, at: int) -> None:
        """Show one bucket in every card, none for -1."""
        course = self._course
        if course is None or not 0 <= at < len(course.series):
            at = -1
        for shown in self._shown:
            text = ""
            if at >= 0 and course is not None:
                point = course.series[at]
                when = format.bucket_tick(point.date, course.granularity, course.timezone)
                is_none = shown.is_mean and not point.sessions
                number = "" if is_none else _WRITERS[shown.notation](getattr(point, shown.name))
                text = f"{number or format.NOTHING} \N{MIDDLE DOT} {when}"
            self._cards[shown.name].show_moment(at, text)

    def show_overview(self, overview: Overview, now: datetime) -> None:
        """Show every figure with its change and its sparkline up to `now`."""
        current, before = both_totals(overview.stats)
        for figure in self._shown:
            card, write = self._cards[figure.name], _WRITERS[figure.notation]
            value, previous = figure.of(current), figure.of(before)
            if figure.is_mean and not before.sessions:
                card.set_plain(write(value))
                continue
            exact = format.exact(value) if figure.notation == "count" else ""
            card.set_value(write(value), value, previous, write(previous), exact=exact)
        self._course = course_of(overview)
        self._show_sparks(self._course, now)

    def _on_stepped(self, name: str, step: int) -> None:
        names = tuple(self._choices)
        other = names[(names.index(name) + step) % len(names)]
        self._choices[other].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(other)

    def _show_sparks(self, course: MeasureCourse, now: datetime) -> None:
        whole = reached(course, now)
        has_past = any(point.visitors for point in course.series[: max(0, whole - 1)])
        if whole > 2 and has_past and is_open(course, whole - 1, now):
            whole -= 1  # a day that has just begun would look like a collapse
        for name, card in self._cards.items():
            card.set_spark([getattr(point, name) for point in course.series[:whole]])

    def clear(self) -> None:
        self._course = None
        for card in self._cards.values():
            card.clear()


def _new_card(figure: KeyFigure) -> StatCard:
    title, name = TITLES[figure.name](), f"card_{figure.name}"
    return StatCard(title, name, is_inverted=figure.is_inverted, is_rate=figure.is_rate)
