"""Key figures of a range, as cards, charts and reports to keep show them, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.domain.reports.results import Stats, Totals

Notation = Literal["count", "share", "duration", "mean"]


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of `Totals`. is_inverted: lower is better; is_mean: of sessions, so that there is none without any."""

    name: str
    notation: Notation = "count"
    is_inverted: bool = False
    is_mean: bool = False

    @property
    def is_rate(self) -> bool:
        """True for a fraction, whose change is one in percentage points."""
        return self.notation == "share"

    def of(self, totals: Totals) -> float:
        """Return its number."""
        value: float = getattr(totals, self.name)
        return value


KEY_FIGURES = (
    KeyFigure("pageviews"),
    KeyFigure("visitors"),
    KeyFigure("sessions"),
    KeyFigure("bounce_rate", "share", is_inverted=True, is_mean=True),
    KeyFigure("avg_duration_seconds", "duration", is_mean=True),
    KeyFigure("pages_per_session", "mean", is_mean=True),
)


def both_totals(stats: Stats) -> tuple[Totals, Totals]:
    """Return the totals of the range and those of the comparison."""
    before = Totals(
        stats.prev_pageviews,
        stats.prev_visitors,
        stats.prev_sessions,
        stats.prev_bounce_rate,
        stats.prev_avg_duration_seconds,
    )
    current = Totals(stats.pageviews, stats.visitors, stats.sessions, stats.bounce_rate, stats.avg_duration_seconds)
    return current, before
