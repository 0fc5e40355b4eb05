"""Totals and series, from the numbers that a store has counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any  # values of rows

from msgspec import UNSET

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    MetricsReport,
    Overview,
    OverviewReport,
    Realtime,
    RealtimeCount,
    RealtimeEvent,
    RealtimeMinute,
    RealtimePagination,
    Series,
    SeriesPoint,
    SeriesReport,
    SessionPoint,
    Stats,
    StatsReport,
    Totals,
    compare_info,
)
from app.storage.connection import from_db, to_db

BucketCounts = Mapping[int, tuple[int, int]]
"""Pageviews and visitors by bucket, which is left out when it has none."""

SessionSums = Mapping[int, tuple[int, int, int]]
"""Sessions, bounces and duration in microseconds by bucket, which is left out when it has none."""

REALTIME_WINDOW = timedelta(minutes=30)
REALTIME_SHORT = timedelta(minutes=5)
REALTIME_EVENTS = 100
REALTIME_TOP = 10


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


def session_points(shown: Sequence[Bucket], sums: SessionSums) -> tuple[SessionPoint, ...]:
    """Return sessions, bounce rate and duration by bucket, under the labels of those `shown`."""
    counted = {bucket: (sessions, *means(sessions, bounces, us)) for bucket, (sessions, bounces, us) in sums.items()}
    return tuple(SessionPoint(step.label, *counted.get(index, (0, 0.0, 0.0))) for index, step in enumerate(shown))


def overview_report(
    query: ReportQuery,
    granularity: Granularity,
    stats: Stats,
    series: Series | None,
    sessions: Sequence[Sequence[SessionPoint]],
    breakdowns: Sequence[MetricsReport],
) -> OverviewReport:
    """Return everything the overview page shows.

    series: None when it was not asked for. sessions: the series of sessions and, where there is one, that of the
    comparison; empty when they were not asked for.
    """
    compared = () if query.comparison else None
    size = bucket_size(granularity, query.period.days)
    data = Overview(
        stats,
        series or Series((), size, compared, query.period.zone.key),
        tuple(sessions[0]) if sessions else (),
        tuple(breakdowns),
        tuple(sessions[1]) if len(sessions) > 1 else compared,
    )
    return OverviewReport(data, compare_info(query.comparison) if query.comparison else UNSET)


def realtime_report(
    run: Callable[[str, Mapping[str, Any]], Sequence[tuple[Any, ...]]], website: WebsiteKey, now: datetime
) -> Realtime:
    """Return the activity of the 30 minutes before `now` (aware).

    run: runs a statement of `overview` by name, with values, and returns its rows.
    """
    values = {"website": website, "since": to_db(now - REALTIME_WINDOW)}
    top = {**values, "limit": REALTIME_TOP}
    rows = run("recent_events", {**values, "limit": REALTIME_EVENTS})
    return Realtime(
        active_visitors=run("active_visitors", values)[0][0],
        recent_events=tuple(RealtimeEvent(*(*row[:9], from_db(row[9]))) for row in rows),
        pagination=RealtimePagination(REALTIME_EVENTS, rows[0][-1] if rows else 0),
        active_visitors_5min=run("active_visitors", {**values, "since": to_db(now - REALTIME_SHORT)})[0][0],
        minutes=tuple(RealtimeMinute(from_db(minute), count) for minute, count in run("minutes", values)),
        top_pages=tuple(RealtimeCount(*row) for row in run("top_pages", top)),
        top_sources=tuple(RealtimeCount(*row) for row in run("top_sources", top)),
        countries=tuple(RealtimeCount(*row) for row in run("countries", values)),
    )
