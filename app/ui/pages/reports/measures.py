"""Measures of a website over time: what the cards show, one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from msgspec import UNSET, UnsetType

from app.domain.reports.periods import BucketSize
from app.domain.reports.results import Overview, SeriesPoint, SessionPoint
from app.report.key_figures import KEY_FIGURES, KeyFigure, Notation
from app.ui.charts.lines import COUNTS, DURATIONS, MEANS, RATES, TRAFFIC, Line, Scale
from app.ui.translation import translator

_tr = translator("overview")

ALL = "all"  # the lines that can stand side by side


TITLES: Mapping[str, Callable[[], str]] = {
    "pageviews": lambda: _tr("Pageviews"),
    "visitors": lambda: _tr("Visitors"),
    "sessions": lambda: _tr("Sessions"),
    "bounce_rate": lambda: _tr("Bounce rate"),
    "avg_duration_seconds": lambda: _tr("Avg. duration"),
    "pages_per_session": lambda: _tr("Pages / session"),
}
_SCALES: Mapping[Notation, Scale] = {"count": COUNTS, "share": RATES, "duration": DURATIONS, "mean": MEANS}


def _line(figure: KeyFigure) -> Line:
    return Line(
        figure.name,
        TITLES[figure.name],
        "accent",
        _SCALES[figure.notation],
        is_alone=True,
        mean_of="sessions" if figure.is_mean else "",
        is_inverted=figure.is_inverted,
    )


_BESIDE = {line.name for line in TRAFFIC}
MEASURES = (*TRAFFIC, *(_line(figure) for figure in KEY_FIGURES if figure.name not in _BESIDE))


@dataclass(frozen=True, slots=True)
class MeasurePoint:
    """All measures of one bucket, see `SeriesPoint` and `SessionPoint`."""

    date: str
    pageviews: int
    visitors: int
    sessions: int
    bounce_rate: float
    avg_duration_seconds: float
    compare_date: str | None | UnsetType = UNSET

    @property
    def pages_per_session(self) -> float:
        return self.pageviews / self.sessions if self.sessions else 0.0


@dataclass(frozen=True, slots=True)
class MeasureCourse:
    """All measures over time, see `Series`."""

    series: tuple[MeasurePoint, ...]
    granularity: BucketSize
    compare_series: tuple[MeasurePoint, ...] | None
    timezone: str


def course_of(overview: Overview) -> MeasureCourse:
    """Return the measures of an overview."""
    series = overview.series
    compared = None
    if series.compare_series is not None and overview.session_compare_series is not None:
        compared = _points(series.compare_series, overview.session_compare_series)
    points = _points(series.series, overview.session_series)
    return MeasureCourse(points, series.granularity, compared, series.timezone)


def _points(events: Sequence[SeriesPoint], sessions: Sequence[SessionPoint]) -> tuple[MeasurePoint, ...]:
    return tuple(
        MeasurePoint(
            point.date,
            point.pageviews,
            point.visitors,
            begun.sessions,
            begun.bounce_rate,
            begun.avg_duration_seconds,
            point.compare_date,
        )
        for point, begun in zip(events, sessions, strict=True)
    )
