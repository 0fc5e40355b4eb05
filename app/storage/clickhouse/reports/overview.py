"""Stats and series of ClickHouse."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from app.domain.reports.periods import Bucket, BucketSize, Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import SeriesReport, StatsReport, Totals
from app.storage.answers.overview import BucketCounts, means, series_report, stats_report
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import run, scope
from app.storage.fragments.time_slots import slot_values


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


def _counts(
    con: ClickHouse, query: ReportQuery, period: Period, steps: Sequence[Bucket], size: BucketSize
) -> BucketCounts:
    time_slots = slot_values(steps)
    if time_slots is None:
        return {}
    window = scope(con, query, period, of_sessions=False)
    rows = run(con, "overview/series", {**window.slots, "kind": "pageview"}, window.values | time_slots)
    return {bucket: (pageviews, visitors) for bucket, pageviews, visitors in rows}
