"""Stats, series, the overview and realtime of ClickHouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any  # rows of a report: its file lists the columns

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import EVENTS_UNTIL, Bucket, BucketSize, Period, bucket_size, buckets
from app.domain.reports.query import COURSES, MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OverviewReport, Realtime, SeriesReport, SessionPoint, StatsReport, Totals
from app.storage.answers.overview import (
    REALTIME_WINDOW,
    BucketCounts,
    means,
    overview_report,
    realtime_report,
    series_report,
    session_points,
    stats_report,
)
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.breakdowns import first_rows
from app.storage.clickhouse.reports.reach import reach
from app.storage.clickhouse.reports.where import bots_condition, run, scope, session_events
from app.storage.connection import statement, to_db
from app.storage.fragments.time_slots import slot_values

_RECENT_VISITORS = "visitor IN (SELECT visitor FROM events WHERE site = $website AND ts > $since)"


def stats(con: ClickHouse, query: ReportQuery) -> StatsReport:
    """Return the totals of the window and of its comparison, by default the window of equal length before it."""
    return stats_report(query, partial(totals, con, query))


def totals(con: ClickHouse, query: ReportQuery, period: Period) -> Totals:
    """Return the totals of one window under the query's filters."""
    window = scope(con, query, period)
    ((pageviews, visitors, sessions, bounces, total_us),) = run(con, "overview/totals", window.slots, window.values)
    return Totals(pageviews, visitors, sessions, *means(sessions, bounces, total_us))


def series(con: ClickHouse, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """Return pageviews and visitors by bucket. A comparison has buckets of the same size, under the same labels."""
    return series_report(query, granularity, partial(_counts, con, query))


def session_series(con: ClickHouse, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return sessions, bounce rate and duration by the bucket in which the sessions began."""
    steps = buckets(query.period, bucket_size(granularity, query.period.days))
    return _session_points(con, query, query.period, steps, steps)


def session_compare_series(con: ClickHouse, query: ReportQuery, granularity: Granularity) -> tuple[SessionPoint, ...]:
    """Return the same of the comparison window, under the labels of `session_series` and as long as it."""
    assert query.comparison is not None
    size, other = bucket_size(granularity, query.period.days), query.comparison.other
    shown = buckets(query.period, size)
    return _session_points(con, query, other, buckets(other, size, at_most=len(shown)), shown)


def overview(
    con: ClickHouse,
    query: ReportQuery,
    granularity: Granularity,
    breakdowns: Sequence[MetricsQuery],
    courses: Sequence[str] = COURSES,
) -> OverviewReport:
    """Return everything the overview page shows. courses: those of `COURSES` that are counted; the others are empty."""
    sessions = [session_series(con, query, granularity)] if "session_series" in courses else []
    if sessions and query.comparison:
        sessions.append(session_compare_series(con, query, granularity))
    return overview_report(
        query,
        granularity,
        stats(con, query).data,
        series(con, query, granularity).data if "series" in courses else None,
        sessions,
        first_rows(con, query, breakdowns),
    )


def realtime(con: ClickHouse, website: WebsiteKey, now: datetime, include_bots: bool) -> Realtime:
    """Return the activity of the 30 minutes before `now` (aware). website: its key."""
    since, until = reach(con, website, to_db(now - REALTIME_WINDOW), to_db(EVENTS_UNTIL))
    columns = "visitor, ts, writer, seq, referrer_domain, is_bot"
    events = session_events(columns, _RECENT_VISITORS)
    recent = statement("clickhouse/overview/recent_sessions").format(session_events=events)
    slots = {"bots": bots_condition(include_bots), "recent_sessions": recent}

    def rows(name: str, values: Mapping[str, Any]) -> Sequence[tuple[Any, ...]]:
        return run(con, f"overview/{name}", slots, {**values, "from": since, "until": until})

    return realtime_report(rows, website, now)


def _counts(
    con: ClickHouse, query: ReportQuery, period: Period, steps: Sequence[Bucket], size: BucketSize
) -> BucketCounts:
    time_slots = slot_values(steps)
    if time_slots is None:
        return {}
    window = scope(con, query, period, of_sessions=False)
    rows = run(con, "overview/series", {**window.slots, "kind": "pageview"}, window.values | time_slots)
    return {bucket: (pageviews, visitors) for bucket, pageviews, visitors in rows}


def _session_points(
    con: ClickHouse, query: ReportQuery, period: Period, steps: Sequence[Bucket], shown: Sequence[Bucket]
) -> tuple[SessionPoint, ...]:
    """Return the points of the buckets of a period, under the labels of those `shown`."""
    time_slots = slot_values(steps)
    if time_slots is None:
        return session_points(shown, {})
    window = scope(con, query, period)
    rows = run(con, "overview/session_series", window.slots, window.values | time_slots)
    return session_points(shown, {bucket: (sessions, bounces, us) for bucket, sessions, bounces, us in rows})
