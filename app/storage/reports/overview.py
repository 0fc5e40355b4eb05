"""Stats, series, the overview and realtime."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any  # rows of a report: its file lists the columns

from msgspec import UNSET

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import COURSES, MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    OverviewReport,
    Realtime,
    Series,
    SeriesPoint,
    SeriesReport,
    SessionPoint,
    StatsReport,
    Totals,
    compare_info,
)
from app.storage.answers.overview import (
    SessionSums,
    means,
    overview_report,
    realtime_report,
    session_points,
    stats_report,
)
from app.storage.connection import Connection
from app.storage.facts import reading
from app.storage.facts.reading import fact_period
from app.storage.facts.reading import totals as fact_totals
from app.storage.facts.series import ClosedBuckets, closed_buckets
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.where import bots_condition, run, where
from app.storage.reports.breakdowns import first_rows

_Counts = dict[int, tuple[int, int]]  # pageviews and visitors by bucket


def stats(con: Connection, query: ReportQuery, closed: ClosedBuckets | None = None) -> StatsReport:
    """Return the totals of the window and of its comparison, by default the window of equal length before it.

    closed: the buckets of the window, as far as facts know them, where they were read before.
    """
    return stats_report(query, partial(totals, con, query, closed=closed))


def totals(con: Connection, query: ReportQuery, period: Period, closed: ClosedBuckets | None = None) -> Totals:
    """Return the totals of one window under the query's filters. closed: as of `stats`."""
    known = closed if closed is not None and closed.facts.period == period else None
    facts = known.facts if known else fact_period(con, query, period)
    if facts is not None:
        pageviews, visitors, sessions, bounces, duration_us = fact_totals(con, facts, known.opened if known else None)
    else:
        window = where(con, query, period)
        is_cheaper = window.is_filtered and window.is_from_rows
        name = "reports/overview/totals_from_whole_sessions" if is_cheaper else "reports/overview/totals"
        counted = run(con, name, window.slots, window.values)
        pageviews, visitors, sessions, bounces, duration_us = counted[0]
    return Totals(pageviews, visitors, sessions, *means(sessions, bounces, duration_us))


@dataclass(frozen=True, slots=True)
class _Steps:
    """The buckets of a window. closed: the first of them, as far as facts answer; None where events do."""

    period: Period
    size: BucketSize
    buckets: Sequence[Bucket]
    closed: ClosedBuckets | None


def _steps(con: Connection, query: ReportQuery, period: Period, size: BucketSize, at_most: int | None = None) -> _Steps:
    known = buckets(period, size, at_most=at_most)
    facts = None if size == "hour" else fact_period(con, query, period, open_worth=reading.SERIES_WORTH)
    return _Steps(period, size, known, None if facts is None else closed_buckets(con, facts, known, size))


def series(con: Connection, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """Return pageviews and visitors by bucket. A comparison has buckets of the same size, under the same labels."""
    return _series(con, query, _steps(con, query, query.period, bucket_size(granularity, query.period.days)))


def _series(con: Connection, query: ReportQuery, steps: _Steps) -> SeriesReport:
    counts = _counts(con, query, steps)
    points = tuple(SeriesPoint(step.label, *counts.get(index, (0, 0))) for index, step in enumerate(steps.buckets))
    compared = _compared_points(con, query, query.comparison.other, steps.size, points) if query.comparison else None
    data = Series(points, steps.size, compared, query.period.zone.key)
    return SeriesReport(data, compare_info(query.comparison) if query.comparison else UNSET)


def _compared_points(
    con: Connection, query: ReportQuery, other: Period, size: BucketSize, points: tuple[SeriesPoint, ...]
) -> tuple[SeriesPoint, ...]:
    """Return the series of another window: as long as `points` and under their labels, each with its own date too."""
    steps = _steps(con, query, other, size, at_most=len(points))
    counts = _counts(con, query, steps)
    own_labels = [step.label for step in steps.buckets] + [None] * (len(points) - len(steps.buckets))
    return tuple(
        SeriesPoint(point.date, *counts.get(index, (0, 0)), compare_date=label)
        for index, (point, label) in enumerate(zip(points, own_labels, strict=True))
    )


def session_series(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return sessions, bounce rate and duration by the bucket in which the sessions began."""
    steps = _steps(con, query, query.period, bucket_size(granularity, query.period.days))
    return _session_points(con, query, steps, steps.buckets)


def session_compare_series(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return the same of the comparison window, under the labels of `session_series` and as long as it."""
    assert query.comparison is not None
    size = bucket_size(granularity, query.period.days)
    shown = buckets(query.period, size)
    return _session_points(con, query, _steps(con, query, query.comparison.other, size, at_most=len(shown)), shown)


def _session_points(
    con: Connection, query: ReportQuery, steps: _Steps, shown: Sequence[Bucket]
) -> tuple[SessionPoint, ...]:
    """Return the points of some buckets, under the labels of those `shown`."""
    return session_points(shown, _session_sums(con, query, steps))


def _session_sums(con: Connection, query: ReportQuery, steps: _Steps) -> SessionSums:
    name = "reports/overview/session_series"
    if (closed := steps.closed) is None:
        counted = _by_bucket(con, name, query, steps.period, steps.buckets)
        return {bucket: (sessions, bounces, us) for bucket, sessions, bounces, us in counted}
    sums = {bucket: (sessions, bounces, us) for bucket, (_, _, sessions, bounces, us) in closed.counts.items()}
    if closed.opened is not None:
        opened = [(0, *closed.opened.sessions)]
    else:
        opened = _by_bucket(con, name, query, closed.facts.open_days, closed.split.opened)
    for bucket, sessions, bounces, us in opened:
        before = sums.get(bucket + closed.split.offset, (0, 0, 0))
        sums[bucket + closed.split.offset] = (before[0] + sessions, before[1] + bounces, before[2] + us)
    return sums


def _counts(con: Connection, query: ReportQuery, steps: _Steps) -> _Counts:
    name = "reports/overview/series"
    if (closed := steps.closed) is None:
        counted = _by_bucket(con, name, query, steps.period, steps.buckets)
        return {bucket: (views, visitors) for bucket, views, visitors in counted}
    counts = {bucket: (pageviews, visitors) for bucket, (pageviews, visitors, *_) in closed.counts.items()}
    opened, offset = closed.split.opened, closed.split.offset
    if closed.opened is not None:
        pageviews, _, visitors = closed.opened.visits
        before = counts.get(offset, (0, 0))
        return counts | {offset: (before[0] + pageviews, before[1] + visitors)}
    if closed.split.crossing is not None:  # some visitors of its open part were there in its closed one
        crossing = totals(con, query, closed.split.crossing)
        counts[offset] = (crossing.pageviews, crossing.visitors)
        opened, offset = opened[1:], offset + 1
    for bucket, pageviews, visitors in _by_bucket(con, name, query, closed.facts.open_days, opened):
        counts[bucket + offset] = (pageviews, visitors)
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
    steps = _steps(con, query, query.period, bucket_size(granularity, query.period.days)) if courses else None
    closed = steps.closed if steps else None
    sessions = []
    if steps and "session_series" in courses:
        sessions.append(_session_points(con, query, steps, steps.buckets))
        if query.comparison:
            sessions.append(session_compare_series(con, query, granularity))
    return overview_report(
        query,
        granularity,
        stats(con, query, closed).data,
        _series(con, query, steps).data if steps and "series" in courses else None,
        sessions,
        first_rows(con, query, breakdowns, closed.facts if closed else None),
    )


def realtime(con: Connection, website: WebsiteKey, now: datetime, include_bots: bool) -> Realtime:
    """Return the activity of the 30 minutes before `now` (aware). website: its key."""
    slots = {"bots": bots_condition(include_bots)}
    return realtime_report(lambda name, values: run(con, f"reports/overview/{name}", slots, dict(values)), website, now)
