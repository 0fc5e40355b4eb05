"""Segments: sets of filters that have a name, kept with a website and used by their id in any question about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import AppError, BadRequest
from app.domain.ids import new_id
from app.domain.reports.filters import DIMENSIONS, MAX_SHOWN_NAME, PROPERTY, check_countries, parse_filters
from app.domain.websites import check_name

MAX_SEGMENTS = 100  # of one website
MAX_FILTERS_LENGTH = 16_384  # characters of all names and values of one segment together
_NAMES = frozenset(f"filter_{name}" for name in DIMENSIONS)
_PROPERTIES = f"filter_{PROPERTY}"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as stored and as clients see it. filters: query parameters as they are sent, by name. Times: UTC."""

    id: str
    name: str
    filters: Mapping[str, str]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A segment to add. filters: query parameters, `filter_country` and so on, as any question takes them."""

    name: str
    filters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SegmentChange:
    """New values of a segment; None leaves a value as it is."""

    name: str | None = None
    filters: Mapping[str, str] | None = None


def new_segment_id() -> str:
    return new_id("seg")


def checked_segment(segment: Segment, others: Iterable[Segment]) -> Segment:
    """Return the segment with its name trimmed, fit to be stored beside the `others` of its website.

    Raises BadRequest for a name or filters that cannot be, AppError `duplicate_name` or `limit_exceeded`.
    """
    name = check_name(segment.name)
    _check_filters(segment.filters)
    kept = [other for other in others if other.id != segment.id]
    if len(kept) >= MAX_SEGMENTS:
        raise AppError("limit_exceeded", f"maximum of {MAX_SEGMENTS} segments per website reached", field="segments")
    if any(other.name == name for other in kept):
        raise AppError("duplicate_name", "segment name already exists for this website", field="name")
    return replace(segment, name=name)


def _check_filters(filters: Mapping[str, str]) -> None:
    """Refuse what is no filter, what no question could use, none at all, and too much."""
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
