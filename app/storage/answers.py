"""Results of reports from the numbers that a store has counted: means, comparisons, paging; the same in every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any  # values of rows

from msgspec import UNSET

from app.domain.files import parquet
from app.domain.ids import WebsiteKey
from app.domain.reports.exports import PARQUET_COLUMNS, ExportChunk, ExportCursor, ExportQuery, bounds
from app.domain.reports.periods import Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import (
    Metrics,
    MetricsReport,
    MetricsRow,
    OffsetPage,
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
from app.domain.reports.summary import (
    ACTIVE_WINDOW,
    SPARK_HOURS,
    DayCounts,
    SiteCounts,
    SiteDays,
    spark_start,
    summary_start,
)
from app.storage.connection import from_db, to_db

ValueRow = tuple[str, int, int, int, int, int]
"""A row of a breakdown: value, visitors, pageviews, bounce rate and duration in tenths, rows of all pages."""

ValuesBefore = Mapping[str, tuple[int, int]]
"""Visitors and pageviews by value in another window."""

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


def metrics_report(
    query: ReportQuery, breakdown: MetricsQuery, rows: Sequence[ValueRow], total: int, before: ValuesBefore
) -> MetricsReport:
    """Return one page of a breakdown. total: rows of all pages; before: those of `rows` in the comparison."""
    compared = query.comparison
    return MetricsReport(
        Metrics(breakdown.dimension.name, tuple(metrics_row(row, before if compared else None) for row in rows)),
        OffsetPage.of(total, breakdown.limit, breakdown.offset),
        compare_info(compared) if compared else None,
    )


def metrics_row(row: ValueRow, before: ValuesBefore | None) -> MetricsRow:
    """Return a row of a breakdown. before: None without comparison."""
    value, visitors, pageviews, bounce_tenths, duration_tenths, _ = row
    plain = MetricsRow(value, visitors, pageviews, bounce_tenths / 10, duration_tenths / 10)
    if before is None:
        return plain
    prev_visitors, prev_pageviews = before.get(value, (0, 0))
    delta = visitors - prev_visitors
    return replace(
        plain,
        prev_visitors=prev_visitors,
        prev_pageviews=prev_pageviews,
        delta_visitors_abs=delta,
        delta_visitors_pct=delta / prev_visitors if prev_visitors else 0.0,
    )


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


def summary_values(sites: Sequence[SiteDays], now: datetime) -> dict[str, Any]:
    """Return the values that the statement of a summary binds: lists by website, and times as naive UTC."""
    return {
        "websites": [site.website for site in sites],
        "with_bots": [site.include_bots for site in sites],
        "today": [to_db(site.today) for site in sites],
        "yesterday": [to_db(site.yesterday) for site in sites],
        "yesterday_until": [to_db(site.yesterday_until) for site in sites],
        "since": to_db(summary_start(sites, now)),
        "active_since": to_db(now - ACTIVE_WINDOW),
        "spark_start": to_db(spark_start(now)),
        "spark_hours": SPARK_HOURS,
    }


def site_counts(rows: Iterable[Sequence[Any]]) -> dict[int, SiteCounts]:
    """Return the numbers of websites by key. rows: as the statement of a summary lists them."""
    return {
        website: SiteCounts(
            active or 0,
            DayCounts(pageviews or 0, visitors or 0),
            DayCounts(pageviews_before or 0, visitors_before or 0),
            tuple((hours or {}).get(hour, 0) for hour in range(SPARK_HOURS)),
            from_db(last),
        )
        for website, pageviews, visitors, pageviews_before, visitors_before, hours, active, last in rows
    }


def export_chunk(
    query: ExportQuery, cursor: ExportCursor, rows: Sequence[Sequence[Any]], *, is_full: bool, offset: int
) -> ExportChunk:
    """Return events as bytes of the file. offset: bytes of the file before them.

    rows: time of the event (naive UTC), its number, then its line, or for Parquet the values of its columns.
    """
    following = cursor.after_all(bounds(query.report)[1])
    if is_full:
        following = cursor.after_full(from_db(rows[-1][0]), rows[-1][1])
    if query.format != "parquet":
        return ExportChunk("".join([line for _, _, line in rows]).encode(), None, following)
    if not rows:
        return ExportChunk(b"", None, following)
    return ExportChunk(*parquet.row_group(PARQUET_COLUMNS, [row[2:] for row in rows], offset), following)
