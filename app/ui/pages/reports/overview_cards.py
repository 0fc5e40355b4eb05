"""Cards of the six key figures of a range, each with its change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.reports.axes import is_open, reached
from app.domain.reports.results import Overview, Stats
from app.ui import format
from app.ui.widgets.grid import ResponsiveGrid
from app.ui.widgets.stat_card import StatCard

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
    """The six cards, in rows of six, three or two. names: fields of `_Totals`, for some of them."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self._shown = tuple(card for card in _CARDS if not names or card.name in names)
        self._cards = {
            card.name: StatCard(card.title(), f"card_{card.name}", is_inverted=card.is_inverted, is_rate=card.is_rate)
            for card in self._shown
        }
        columns = [number for number in (6, 4, 3, 2) if len(self._shown) % number == 0]
        super().__init__(tuple(self._cards.values()), _CARD_WIDTH, columns, "cards")

    def card(self, name: str) -> StatCard:
        """Return the card of a field of `_Totals`."""
        return self._cards[name]

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
        self._show_sparks(overview, now)

    def _show_sparks(self, overview: Overview, now: datetime) -> None:
        series = overview.series
        whole = reached(series, now)
        has_past = any(point.visitors for point in series.series[: max(0, whole - 1)])
        if whole > 2 and has_past and is_open(series, whole - 1, now):
            whole -= 1  # a day that has just begun would look like a collapse
        steps = [
            _Totals(point.pageviews, point.visitors, begun.sessions, begun.bounce_rate, begun.avg_duration_seconds)
            for point, begun in zip(series.series[:whole], overview.session_series, strict=False)
        ]
        for name, card in self._cards.items():
            card.set_spark([getattr(step, name) for step in steps])

    def clear(self) -> None:
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
