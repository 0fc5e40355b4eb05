"""Series and overviews with the annotations of their period, to be run by `Database.read`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.annotations import ANNOTATIONS, annotations_in
from app.domain.reports.periods import bucket_size, buckets
from app.domain.reports.query import COURSES, MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OverviewReport, SeriesAnnotation, SeriesReport
from app.storage import items
from app.storage.connection import Connection
from app.storage.reports import overview


def annotated_series(con: Connection, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """Return the series with the annotations of its period."""
    return replace(overview.series(con, query, granularity), annotations=_annotations(con, query, granularity))


def annotated_overview(
    con: Connection,
    query: ReportQuery,
    granularity: Granularity,
    breakdowns: Sequence[MetricsQuery],
    courses: Sequence[str] = COURSES,
) -> OverviewReport:
    """Return the overview with the annotations of its period."""
    report = overview.overview(con, query, granularity, breakdowns, courses)
    return replace(report, annotations=_annotations(con, query, granularity))


def _annotations(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SeriesAnnotation, ...]:
    period = query.period
    annotations = items.all_items(con, query.website, ANNOTATIONS)
    return annotations_in(period, buckets(period, bucket_size(granularity, period.days)), annotations)
