"""Reports of a store compared with plain counting: the same for every store."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeVar

import pytest

from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Comparison, buckets
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.storage.event_store import EventStore
from tests.oracle.counting import Counter, in_order, pageviews, rounded, visitors

C = TypeVar("C")


def check_totals(store: EventStore[Any, C], con: C, query: ReportQuery, count: Counter) -> None:
    totals, counted = store.overview.totals(con, query, query.period), count.totals(query.period)
    assert totals.avg_duration_seconds == pytest.approx(counted.avg_duration_seconds)
    assert (totals.pageviews, totals.visitors, totals.sessions, totals.bounce_rate) == (
        counted.pageviews,
        counted.visitors,
        counted.sessions,
        counted.bounce_rate,
    )


def check_series(store: EventStore[Any, C], con: C, query: ReportQuery, count: Counter) -> None:
    for size in ("hour", "day"):
        points = store.overview.series(con, query, size).data.series
        steps = buckets(query.period, size)
        inside = [count.matching(step.start, step.end) for step in steps]
        assert [(point.date, point.pageviews, point.visitors) for point in points] == [
            (step.label, pageviews(events), visitors(events)) for step, events in zip(steps, inside, strict=True)
        ]


def check_metrics(store: EventStore[Any, C], con: C, query: ReportQuery, count: Counter, name: str) -> None:
    """All rows at once, the same by pages of two, the same by another order, and their comparison."""
    other = query.period.previous()
    compared = ReportQuery(
        query.website,
        query.period,
        query.conditions,
        query.include_bots,
        Comparison("previous_period", query.period, other),
    )
    known = DIMENSIONS[name]
    report = store.breakdowns.metrics(con, query, MetricsQuery(100, sort=known.order, dimension=known))
    expected = in_order(count.rows(query.period, name).values(), name)
    assert list(report.data.rows) == expected
    assert report.pagination.total == len(expected)
    assert not report.pagination.has_more
    page = store.breakdowns.metrics(con, compared, MetricsQuery(2, 1, sort=known.order, dimension=known))
    before = count.rows(other, name)
    assert [(row.value, row.prev_visitors, row.prev_pageviews) for row in page.data.rows] == [
        (row.value, before[row.value].visitors, before[row.value].pageviews)
        if row.value in before
        else (row.value, 0, 0)
        for row in expected[1:3]
    ]
    assert (page.pagination.total, page.pagination.has_more) == (len(expected), len(expected) > 3)
    slowest = store.breakdowns.metrics(
        con, query, MetricsQuery(100, sort="avg_duration_seconds", order="asc", dimension=known)
    )
    assert list(slowest.data.rows) == sorted(expected, key=lambda row: (row.avg_duration_seconds, row.value))


def check_session_series(store: EventStore[Any, C], con: C, query: ReportQuery, count: Counter) -> None:
    for size in ("hour", "day"):
        steps = buckets(query.period, size)
        began = [facts for facts in count.counted(count.matching(steps[0].start, steps[-1].end))]
        inside = [[facts for facts in began if step.start <= facts.events[0].ts < step.end] for step in steps]
        points = store.overview.session_series(con, query, size)
        assert [(point.sessions, point.bounce_rate) for point in points] == [
            (len(facts), rounded(Fraction(sum(one.is_bounce for one in facts), max(len(facts), 1)), 3))
            for facts in inside
        ]


def check_first_rows(
    store: EventStore[Any, C], con: C, query: ReportQuery, count: Counter, names: Sequence[str]
) -> None:
    breakdown_queries = [MetricsQuery(2, sort=DIMENSIONS[name].order, dimension=DIMENSIONS[name]) for name in names]
    for name, report in zip(names, store.breakdowns.first_rows(con, query, breakdown_queries), strict=True):
        expected = in_order(count.rows(query.period, name).values(), name)
        assert list(report.data.rows) == expected[:2]
        assert (report.data.type, report.pagination.total) == (name, len(expected))
