"""Totals and series, from the numbers that a store has counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import UNSET

from app.domain.reports.periods import Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    Series,
    SeriesPoint,
    SeriesReport,
    Stats,
    StatsReport,
    Totals,
    compare_info,
)

BucketCounts = Mapping[int, tuple[int, int]]
"""Pageviews and visitors by bucket, which is left out when it has none."""


def means(sessions: int, bounces: int, duration_us: int) -> tuple[float, float]:
    """Return the bounce rate (a fraction) and the mean duration (seconds) of some sessions."""
    if not sessions:
        return 0.0, 0.0
    bounce_permille = (2000 * bounces + sessions) // (2 * sessions)  # half rounds up, exactly
    return bounce_permille / 1000, duration_us / sessions / 1e6


def stats_report(query: ReportQuery, totals: Callable[[Period], Totals]) -> StatsReport:
    """Return the totals of the window and of its comparison, by default the window of equal length before it."""
    now = totals(query.period)
    before = totals(query.comparison.other if query.comparison else query.period.previous())
    data = Stats(
        now.pageviews,
        now.visitors,
        now.sessions,
        now.bounce_rate,
        now.avg_duration_seconds,
        before.pageviews,
        before.visitors,
        before.sessions,
        before.bounce_rate,
        before.avg_duration_seconds,
        query.period.zone.key,
    )
    return StatsReport(data, compare_info(query.comparison) if query.comparison else UNSET)


def series_report(
    query: ReportQuery,
    granularity: Granularity,
    counts: Callable[[Period, Sequence[Bucket], BucketSize], BucketCounts],
) -> SeriesReport:
    """Return pageviews and visitors by bucket. A comparison has buckets of the same size, under the same labels."""
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    counted = counts(query.period, steps, size)
    points = tuple(SeriesPoint(step.label, *counted.get(index, (0, 0))) for index, step in enumerate(steps))
    compared = None
    if query.comparison is not None:
        others = buckets(query.comparison.other, size, at_most=len(points))
        counted = counts(query.comparison.other, others, size)
        labels = [step.label for step in others] + [None] * (len(points) - len(others))
        compared = tuple(
            SeriesPoint(point.date, *counted.get(index, (0, 0)), compare_date=label)
            for index, (point, label) in enumerate(zip(points, labels, strict=True))
        )
    data = Series(points, size, compared, query.period.zone.key)
    return SeriesReport(data, compare_info(query.comparison) if query.comparison else UNSET)
