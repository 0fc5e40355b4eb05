"""Stats, series, the overview and realtime."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any  # rows of a report: its file lists the columns

from msgspec import UNSET

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import COURSES, MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
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
from app.storage.connection import Connection, from_db, to_db
from app.storage.facts import reading
from app.storage.facts.reading import fact_period
from app.storage.facts.reading import totals as fact_totals
from app.storage.facts.series import closed_counts, split_buckets
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.where import bots_condition, run, where
from app.storage.reports.breakdowns import first_rows

REALTIME_WINDOW = timedelta(minutes=30)
REALTIME_SHORT = timedelta(minutes=5)
REALTIME_EVENTS = 100
REALTIME_TOP = 10

_Counts = dict[int, tuple[int, int]]  # pageviews and visitors by bucket
_SessionSums = dict[int, tuple[int, int, int]]  # sessions, bounces and duration in microseconds by bucket


def stats(con: Connection, query: ReportQuery) -> StatsReport:
    """Return the totals of the window and of its comparison, by default the window of equal length before it."""
    now = totals(con, query, query.period)
    before = totals(con, query, query.comparison.other if query.comparison else query.period.previous())
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


def totals(con: Connection, query: ReportQuery, period: Period) -> Totals:
    """Return the totals of one window under the query's filters."""
    if (facts := fact_period(con, query, period)) is not None:
        pageviews, visitors, sessions, bounces, duration_us = fact_totals(con, facts)
    else:
        window = where(con, query, period)
        is_cheaper = window.is_filtered and window.is_from_rows
        name = "reports/overview/totals_from_whole_sessions" if is_cheaper else "reports/overview/totals"
        counted = run(con, name, window.slots, window.values)
        pageviews, visitors, sessions, bounces, duration_us = counted[0]
    return Totals(pageviews, visitors, sessions, *_means(sessions, bounces, duration_us))


def _means(sessions: int, bounces: int, duration_us: int) -> tuple[float, float]:
    """Return the bounce rate (a fraction) and the mean duration (seconds) of some sessions."""
    if not sessions:
        return 0.0, 0.0
    bounce_permille = (2000 * bounces + sessions) // (2 * sessions)  # half rounds up, exactly
    return bounce_permille / 1000, duration_us / sessions / 1e6


def series(con: Connection, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """Return pageviews and visitors by bucket. A comparison has buckets of the same size, under the same labels."""
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    counts = _counts(con, query, query.period, steps, size)
    points = tuple(SeriesPoint(step.label, *counts.get(index, (0, 0))) for index, step in enumerate(steps))
    compared = _compared_points(con, query, query.comparison.other, size, points) if query.comparison else None
    data = Series(points, size, compared, query.period.zone.key)
    return SeriesReport(data, compare_info(query.comparison) if query.comparison else UNSET)


def _compared_points(
    con: Connection, query: ReportQuery, other: Period, size: BucketSize, points: tuple[SeriesPoint, ...]
) -> tuple[SeriesPoint, ...]:
    """Return the series of another window: as long as `points` and under their labels, each with its own date too."""
    steps = buckets(other, size, at_most=len(points))
    counts = _counts(con, query, other, steps, size)
    own_labels = [step.label for step in steps] + [None] * (len(points) - len(steps))
    return tuple(
        SeriesPoint(point.date, *counts.get(index, (0, 0)), compare_date=label)
        for index, (point, label) in enumerate(zip(points, own_labels, strict=True))
    )


def session_series(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return sessions, bounce rate and duration by the bucket in which the sessions began."""
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    return _session_points(con, query, query.period, steps, size, [step.label for step in steps])


def session_compare_series(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return the same of the comparison window, under the labels of `session_series` and as long as it."""
    assert query.comparison is not None
    size = bucket_size(granularity, query.period.days)
    labels = [step.label for step in buckets(query.period, size)]
    steps = buckets(query.comparison.other, size, at_most=len(labels))
    return _session_points(con, query, query.comparison.other, steps, size, labels)


def _session_points(
    con: Connection,
    query: ReportQuery,
    period: Period,
    steps: Sequence[Bucket],
    size: BucketSize,
    labels: Sequence[str],
) -> tuple[SessionPoint, ...]:
    sums = _session_sums(con, query, period, steps, size)
    values = {bucket: (sessions, *_means(sessions, bounces, us)) for bucket, (sessions, bounces, us) in sums.items()}
    return tuple(SessionPoint(label, *values.get(index, (0, 0.0, 0.0))) for index, label in enumerate(labels))


def _session_sums(
    con: Connection, query: ReportQuery, period: Period, steps: Sequence[Bucket], size: BucketSize
) -> _SessionSums:
    name = "reports/overview/session_series"
    if size == "hour" or (facts := fact_period(con, query, period, open_worth=reading.SERIES_WORTH)) is None:
        return {
            bucket: (count, bounces, us) for bucket, count, bounces, us in _by_bucket(con, name, query, period, steps)
        }
    split = split_buckets(facts, steps, size)
    closed = closed_counts(con, facts, split, "session_series")
    sums = {bucket: (sessions, bounces, us) for bucket, sessions, bounces, us in closed}
    for bucket, sessions, bounces, us in _by_bucket(con, name, query, facts.open_days, split.opened):
        before = sums.get(bucket + split.offset, (0, 0, 0))
        sums[bucket + split.offset] = (before[0] + sessions, before[1] + bounces, before[2] + us)
    return sums


def _counts(con: Connection, query: ReportQuery, period: Period, steps: Sequence[Bucket], size: BucketSize) -> _Counts:
    name = "reports/overview/series"
    if size == "hour" or (facts := fact_period(con, query, period, open_worth=reading.SERIES_WORTH)) is None:
        return {bucket: (views, visitors) for bucket, views, visitors in _by_bucket(con, name, query, period, steps)}
    split = split_buckets(facts, steps, size)
    closed = closed_counts(con, facts, split, "series")
    counts = {bucket: (pageviews, visitors) for bucket, pageviews, visitors in closed}
    for bucket, pageviews, visitors in _by_bucket(con, name, query, facts.open_days, split.opened):
        counts[bucket + split.offset] = (pageviews, visitors)
    if split.crossing is not None:  # some visitors of its open days were there on its closed days
        crossing = totals(con, query, split.crossing)
        counts[split.offset] = (crossing.pageviews, crossing.visitors)
    return counts


def _by_bucket(
    con: Connection, name: str, query: ReportQuery, period: Period, steps: Sequence[Bucket]
) -> list[tuple[Any, ...]]:
    """Return the rows of a report that counts by bucket, the number of the bucket first."""
    time_slots = slot_values(steps)
    if time_slots is None:
        return []
    window = where(con, query, period)
    return run(con, name, {**window.slots, "kind": "pageview"}, window.values | time_slots)


def overview(
    con: Connection,
    query: ReportQuery,
    granularity: Granularity,
    breakdowns: Sequence[MetricsQuery],
    courses: Sequence[str] = COURSES,
) -> OverviewReport:
    """Return everything the overview page shows. courses: those of `COURSES` that are counted; the others are empty."""
    compared = () if query.comparison else None
    uncounted = Series((), bucket_size(granularity, query.period.days), compared, query.period.zone.key)
    has_sessions = "session_series" in courses
    data = Overview(
        stats(con, query).data,
        series(con, query, granularity).data if "series" in courses else uncounted,
        session_series(con, query, granularity) if has_sessions else (),
        first_rows(con, query, breakdowns),
        session_compare_series(con, query, granularity) if has_sessions and query.comparison else compared,
    )
    return OverviewReport(data, compare_info(query.comparison) if query.comparison else UNSET)


def realtime(con: Connection, website: WebsiteKey, now: datetime, include_bots: bool) -> Realtime:
    """Return the activity of the 30 minutes before `now` (aware). website: its key."""
    values = {"website": website, "since": to_db(now - REALTIME_WINDOW)}
    bots = {"bots": bots_condition(include_bots)}
    top = {**values, "limit": REALTIME_TOP}
    rows = run(con, "reports/overview/recent_events", bots, {**values, "limit": REALTIME_EVENTS})
    return Realtime(
        active_visitors=run(con, "reports/overview/active_visitors", bots, values)[0][0],
        recent_events=tuple(RealtimeEvent(*(*row[:9], from_db(row[9]))) for row in rows),
        pagination=RealtimePagination(REALTIME_EVENTS, rows[0][-1] if rows else 0),
        active_visitors_5min=run(
            con, "reports/overview/active_visitors", bots, {**values, "since": to_db(now - REALTIME_SHORT)}
        )[0][0],
        minutes=tuple(
            RealtimeMinute(from_db(minute), count)
            for minute, count in run(con, "reports/overview/minutes", bots, values)
        ),
        top_pages=tuple(RealtimeCount(*row) for row in run(con, "reports/overview/top_pages", bots, top)),
        top_sources=tuple(RealtimeCount(*row) for row in run(con, "reports/overview/top_sources", bots, top)),
        countries=tuple(RealtimeCount(*row) for row in run(con, "reports/overview/countries", bots, values)),
    )
