"""Segments: named sets of filters of a website, used by their id in any report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from msgspec import Meta

from app.domain.errors import AppError, BadRequest
from app.domain.ids import new_id
from app.domain.items.kind import ItemKind, by_name
from app.domain.reports.filters import DIMENSIONS, MAX_SHOWN_NAME, PROPERTY, check_countries, parse_filters
from app.domain.websites import check_name

MAX_SEGMENTS = 100  # of one website
MAX_FILTERS_LENGTH = 16_384  # characters of all names and values of one segment together
SegmentName = Annotated[str, Meta(description="1 to 100 characters")]
SegmentFilters = Annotated[
    Mapping[str, str],
    Meta(
        description=f"values by filter name, such as filter_country; at most {MAX_FILTERS_LENGTH:,} characters in all"
    ),
]
_NAMES = frozenset(f"filter_{name}" for name in DIMENSIONS)
_PROPERTIES = f"filter_{PROPERTY}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as stored and as clients see it. filters: query parameters as sent, by name. Times: UTC."""

    id: str
    name: str
    filters: Mapping[str, str]
    created_at: datetime
    updated_at: datetime


# Not in reports: the filters of a segment become part of the report's query, so a cached report has other ones.
SEGMENTS = ItemKind("segment", Segment, MAX_SEGMENTS, order=by_name, is_in_reports=False)


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A segment to add. filters: query parameters such as `filter_country`, as any report takes them."""

    name: SegmentName
    filters: SegmentFilters


@dataclass(frozen=True, slots=True)
class SegmentChange:
    """New values of a segment; None keeps a value."""

    name: SegmentName | None = None
    filters: SegmentFilters | None = None


def new_segment(values: NewSegment, now: datetime) -> Segment:
    """Return a new segment. now: aware. Raises as `checked`."""
    return checked(Segment(new_id("seg"), values.name, values.filters, now, now))


def changed(segment: Segment, change: SegmentChange, now: datetime) -> Segment:
    """Return the segment with new values. now: aware. Raises as `checked`."""
    name = segment.name if change.name is None else change.name
    filters = segment.filters if change.filters is None else change.filters
    return checked(replace(segment, name=name, filters=filters, updated_at=now))


def checked(segment: Segment) -> Segment:
    """Return the segment with its name trimmed.

    Raises BadRequest for an invalid name or filter, AppError `limit_exceeded` for filters that are too long.
    """
    name = check_name(segment.name)
    _check_filters(segment.filters)
    return replace(segment, name=name)


def filters_by_id(segments: Iterable[Segment]) -> dict[str, Mapping[str, str]]:
    """Return the filters of segments, by id, as a website carries them."""
    return {segment.id: segment.filters for segment in segments}


def _check_filters(filters: Mapping[str, str]) -> None:
    """Refuse unknown or unusable filters, no filters at all, and filters that are too long."""
    for name in filters:
        if name not in _NAMES and not name.startswith(_PROPERTIES):
            raise BadRequest(f"{name[:MAX_SHOWN_NAME]} is not a filter", field="filters")
    if sum(len(name) + len(value) for name, value in filters.items()) > MAX_FILTERS_LENGTH:
        message = f"the filters of a segment have at most {MAX_FILTERS_LENGTH:,} characters"
        raise AppError("limit_exceeded", message, field="filters")
    conditions = parse_filters(filters)
    check_countries(conditions)
    if not conditions:
        raise BadRequest("a segment needs at least one filter", field="filters")
