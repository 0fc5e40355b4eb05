"""Annotations: notes on a day, or on a time of it, that explain the numbers of a website."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import UNSET, Meta, UnsetType

from app.domain.errors import BadRequest
from app.domain.ids import new_id
from app.domain.items.kind import ItemKind
from app.domain.reports.periods import Bucket, Period, day_start, parse_date
from app.domain.reports.results import SeriesAnnotation
from app.domain.websites import check_timezone

MAX_ANNOTATIONS = 1_000  # of one website
MAX_TEXT_LENGTH = 500
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_DATE = Meta(description="day, YYYY-MM-DD")
_TEXT = Meta(description=f"1 to {MAX_TEXT_LENGTH} characters")
_TIME_OF_DAY = Meta(description="local time of day, HH:MM; null for the whole day")
_ZONE = Meta(description="IANA name of the time zone of `time`; defaults to the website's time zone")


@dataclass(frozen=True, slots=True)
class DayTime:
    """A day, or a time of it. time: HH:MM, local time in `timezone`; both null for the whole day."""

    date: date
    time: str | None = None
    timezone: str | None = None

    @property
    def at(self) -> datetime | None:
        """The time in UTC, None for a whole day. When clocks are set back the first such time, when ahead the later."""
        if self.time is None or self.timezone is None:
            return None
        local = datetime.combine(self.date, time.fromisoformat(self.time), ZoneInfo(self.timezone))
        return local.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation as stored and as clients see it. date, time, timezone, at: as in `DayTime`. Times: UTC."""

    id: str
    date: date
    time: str | None
    timezone: str | None
    at: datetime | None
    text: str
    created_at: datetime
    updated_at: datetime


def _by_day(item: Annotation) -> tuple[date, str, datetime, str]:
    """Sort key: day, whole days first, then time, time of creation and id."""
    return item.date, item.time or "", item.created_at, item.id


ANNOTATIONS = ItemKind("annotation", Annotation, MAX_ANNOTATIONS, order=_by_day, has_unique_name=False)


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """An annotation to add. date: YYYY-MM-DD; time: HH:MM, None for the whole day; timezone: IANA name."""

    date: Annotated[str, _DATE]
    text: Annotated[str, _TEXT]
    time: Annotated[str | None, _TIME_OF_DAY] = None
    timezone: Annotated[str | None, _ZONE] = None


@dataclass(frozen=True, slots=True)
class AnnotationChange:
    """New values of an annotation; UNSET keeps a value. A time of None makes it an annotation of the whole day."""

    date: Annotated[str | UnsetType, _DATE] = UNSET
    text: Annotated[str | UnsetType, _TEXT] = UNSET
    time: Annotated[str | None | UnsetType, _TIME_OF_DAY] = UNSET
    timezone: Annotated[str | None | UnsetType, _ZONE] = UNSET


def new_annotation(values: NewAnnotation, website_zone: str, now: datetime) -> Annotation:
    """Return a new annotation. now: aware. Raises BadRequest."""
    on = parse_day_time(values.date, values.time, values.timezone, website_zone)
    return Annotation(new_id("note"), on.date, on.time, on.timezone, on.at, check_text(values.text), now, now)


def changed(annotation: Annotation, change: AnnotationChange, website_zone: str, now: datetime) -> Annotation:
    """Return the annotation with new values. now: aware. Raises BadRequest."""
    time_of_day = annotation.time if change.time is UNSET else change.time
    zone = (annotation.timezone if time_of_day else None) if change.timezone is UNSET else change.timezone
    day = annotation.date.isoformat() if change.date is UNSET else change.date
    on = parse_day_time(day, time_of_day, zone, website_zone)
    return replace(
        annotation,
        date=on.date,
        time=on.time,
        timezone=on.timezone,
        at=on.at,
        text=annotation.text if change.text is UNSET else check_text(change.text),
        updated_at=now,
    )


def parse_day_time(day_text: str, time_of_day: str | None, zone: str | None, website_zone: str) -> DayTime:
    """Parse a day and, if given, a time of it with its zone, by default the website's. Raises BadRequest."""
    if (day := parse_date(day_text)) is None:
        raise BadRequest("invalid date (expected YYYY-MM-DD)", field="date")
    if time_of_day is None:
        if zone is not None:
            raise BadRequest("timezone needs a time: a day is the same in every time zone", field="timezone")
        return DayTime(day)
    if _TIME.fullmatch(time_of_day) is None:
        raise BadRequest("invalid time (expected HH:MM)", field="time")
    return DayTime(day, time_of_day, website_zone if zone is None else check_timezone(zone))


def check_text(text: str) -> str:
    """Return `text` without surrounding white space. Raises BadRequest unless 1 to 500 characters are left."""
    trimmed = text.strip()
    if not trimmed:
        raise BadRequest("text must not be empty", field="text")
    if len(trimmed) > MAX_TEXT_LENGTH:
        raise BadRequest(f"text must be {MAX_TEXT_LENGTH} characters or fewer", field="text")
    return trimmed


def annotations_in(
    period: Period, buckets: Sequence[Bucket], annotations: Iterable[Annotation]
) -> tuple[SeriesAnnotation, ...]:
    """Return the annotations of a period in order of time, each with the bucket it falls into.

    buckets: of the period, in order. A whole day is that date in the zone of the period.
    """
    starts = [bucket.start for bucket in buckets]
    by_time = []
    for item in annotations:
        at = item.at or day_start(item.date, period.zone)
        if period.utc_start <= at < period.utc_end:
            bucket = buckets[bisect_right(starts, at) - 1].label
            entry = SeriesAnnotation(item.id, item.date, item.time, item.timezone, item.at, item.text, bucket)
            by_time.append((at, entry))
    return tuple(entry for _, entry in sorted(by_time, key=lambda pair: (pair[0], pair[1].id)))
