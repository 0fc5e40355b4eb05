"""Cards of the six key figures of a range, each with its change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal

from app.domain.reports.axes import is_open, reached
from app.domain.reports.results import Overview, Stats
from app.ui import format
from app.ui.pages.reports.measures import MEASURES, MeasureCourse, course_of
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.stat_card import CardChoice, StatCard

_CARD_WIDTH = 150


@dataclass(frozen=True, slots=True)
class _Totals:
    """Figures of one range. A card shows one of them."""

    pageviews: int
    visitors: int
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float

    @property
    def pages_per_session(self) -> float:
        return self.pageviews / self.sessions if self.sessions else 0.0


@dataclass(frozen=True, slots=True)
class _Card:
    """Card of one figure. name: its field in `_Totals`; write: formats it; is_inverted: lower is better.

    is_rate: a fraction, whose change is one in percentage points.
    """

    name: str
    title: Callable[[], str]
    write: Callable[[float], str]
    is_inverted: bool = False
    is_rate: bool = False
    is_mean: bool = False  # per session: without sessions there is nothing to compare with


def _tr(text: str) -> str:
    return QCoreApplication.translate("overview", text)


_CARDS = (
    _Card("pageviews", lambda: _tr("Pageviews"), format.count),
    _Card("visitors", lambda: _tr("Visitors"), format.count),
    _Card("sessions", lambda: _tr("Sessions"), format.count),
    _Card("bounce_rate", lambda: _tr("Bounce rate"), format.share, is_inverted=True, is_rate=True, is_mean=True),
    _Card("avg_duration_seconds", lambda: _tr("Avg. duration"), format.duration, is_mean=True),
    _Card("pages_per_session", lambda: _tr("Pages / session"), format.decimal, is_mean=True),
)


class StatCards(ResponsiveGrid):
    """The six cards, in rows of six, three or two. names: fields of `_Totals`, for some of them.

    chosen: the name of a card that was clicked, after `offer_choice`; pointed: the bucket at the pointer in a
    sparkline, -1 for none.
    """

    chosen = Signal(str)
    pointed = Signal(int)

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._shown = tuple(card for card in _CARDS if not names or card.name in names)
        self._cards = {
            card.name: StatCard(card.title(), f"card_{card.name}", is_inverted=card.is_inverted, is_rate=card.is_rate)
            for card in self._shown
        }
        columns = [number for number in (6, 4, 3, 2) if len(self._shown) % number == 0]
        super().__init__(tuple(self._cards.values()), _CARD_WIDTH, columns, "cards")
        self._choices: dict[str, CardChoice] = {}
        self._course: MeasureCourse | None = None

    def card(self, name: str) -> StatCard:
        """Return the card of a field of `_Totals`."""
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
                number = "" if shown.is_mean and not point.sessions else shown.write(getattr(point, shown.name))
                text = f"{number or format.NOTHING} \N{MIDDLE DOT} {when}"
            self._cards[shown.name].show_moment(at, text)

    def show_overview(self, overview: Overview, now: datetime) -> None:
        """Show every figure with its change and its sparkline up to `now`."""
        current, before = _split(overview.stats)
        for card in self._shown:
            value, previous = getattr(current, card.name), getattr(before, card.name)
            if card.is_mean and not before.sessions:
                self._cards[card.name].set_plain(card.write(value))
                continue
            exact = format.exact(value) if card.write is format.count else ""
            self._cards[card.name].set_value(card.write(value), value, previous, card.write(previous), exact=exact)
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


def _split(stats: Stats) -> tuple[_Totals, _Totals]:
    current = _Totals(stats.pageviews, stats.visitors, stats.sessions, stats.bounce_rate, stats.avg_duration_seconds)
    before = _Totals(
        stats.prev_pageviews,
        stats.prev_visitors,
        stats.prev_sessions,
        stats.prev_bounce_rate,
        stats.prev_avg_duration_seconds,
    )
    return current, before
