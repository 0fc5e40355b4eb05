"""Annotations in the database, and series and overviews with those that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.domain.annotations import Annotation, AnnotationChange, SeriesAnnotation, When, beside, changed, check_room
from app.domain.errors import NotFound
from app.domain.reports.periods import bucket_size, buckets
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OverviewReport, SeriesReport
from app.storage.connection import Connection, one, rows, statement, to_db
from app.storage.reports import overview


def annotations_of(con: Connection, website: int) -> tuple[Annotation, ...]:
    """The annotations of a website in order of time. website: its key."""
    return tuple(map(_annotation, rows(con, "annotations_of", {"website": website})))


def annotation_of(con: Connection, website: int, annotation_id: str) -> Annotation:
    """One annotation. Raises NotFound."""
    for annotation in annotations_of(con, website):
        if annotation.id == annotation_id:
            return annotation
    raise NotFound("Annotation not found")


def add_annotation(con: Connection, website: int, wanted: Annotation) -> Annotation:
    """Add an annotation. Raises AppError `limit_exceeded`."""
    check_room(len(annotations_of(con, website)))
    return _put(con, website, wanted)


def change_annotation(
    con: Connection, website: int, annotation_id: str, change: AnnotationChange, website_zone: str, now: datetime
) -> Annotation:
    """Give an annotation new values. now: aware. Raises NotFound; BadRequest as `changed`."""
    known = annotation_of(con, website, annotation_id)
    return _put(con, website, changed(known, change, website_zone, now))


def delete_annotation(con: Connection, website: int, annotation_id: str) -> None:
    """Raises NotFound when there is none of this id."""
    if one(con, "annotation_delete", {"website": website, "id": annotation_id}) is None:
        raise NotFound("Annotation not found")


def annotated_series(con: Connection, query: ReportQuery, granularity: Granularity) -> SeriesReport:
    """The series, with the annotations of its period beside it."""
    return replace(overview.series(con, query, granularity), annotations=_beside(con, query, granularity))


def annotated_overview(
    con: Connection, query: ReportQuery, granularity: Granularity, breakdowns: Sequence[MetricsQuery]
) -> OverviewReport:
    """The overview, with the annotations of its period beside it."""
    found = overview.overview(con, query, granularity, breakdowns)
    return replace(found, annotations=_beside(con, query, granularity))


def _beside(con: Connection, query: ReportQuery, granularity: Granularity) -> tuple[SeriesAnnotation, ...]:
    steps = buckets(query.period, bucket_size(granularity, query.period.days))
    return beside(annotations_of(con, query.website), query.period, steps)


def _put(con: Connection, website: int, annotation: Annotation) -> Annotation:
    values = {
        "id": annotation.id,
        "website": website,
        "day": annotation.date,
        "time": annotation.time,
        "timezone": annotation.timezone,
        "text": annotation.text,
        "created_at": to_db(annotation.created_at),
        "updated_at": to_db(annotation.updated_at),
    }
    con.execute(statement("annotation_put"), values)
    return annotation


def _annotation(row: tuple[Any, ...]) -> Annotation:  # Any: the columns of a row
    annotation_id, day, time_of_day, timezone, text, created_at, updated_at = row
    when = When(day, time_of_day, timezone)
    times = (at.replace(tzinfo=UTC) for at in (created_at, updated_at))
    return Annotation(annotation_id, day, time_of_day, timezone, when.at, text, *times)
