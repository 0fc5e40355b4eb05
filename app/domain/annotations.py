"""Annotations: what happened on a day, or at a moment of it, that explains the numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from msgspec import UNSET, UnsetType

from app.domain.errors import AppError, BadRequest
from app.domain.ids import new_id
from app.domain.reports.periods import Bucket, Period, day_start, parse_date
from app.domain.websites import check_timezone

MAX_ANNOTATIONS = 1_000  # of one website
MAX_TEXT_LENGTH = 500
_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


@dataclass(frozen=True, slots=True)
class When:
    """A day, or a moment of it. time: HH:MM as the clocks show it in `timezone`; both null when it is the day."""

    date: date
    time: str | None = None
    timezone: str | None = None

    @property
    def at(self) -> datetime | None:
        """The moment in UTC. A time that the clocks skipped or showed twice is the later or the first of them."""
        if self.time is None or self.timezone is None:
            return None
        local = datetime.combine(self.date, time.fromisoformat(self.time), ZoneInfo(self.timezone))
        return local.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Annotation:
    """An annotation as stored and as clients see it. date, time, timezone: as in `When`; at: UTC. Times: UTC."""

    id: str
    date: date
    time: str | None
    timezone: str | None
    at: datetime | None
    text: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class SeriesAnnotation:
    """An annotation beside a series. bucket: label of the point it belongs to."""

    id: str
    date: date
    time: str | None
    timezone: str | None
    at: datetime | None
    text: str
    bucket: str


@dataclass(frozen=True, slots=True)
class NewAnnotation:
    """An annotation to add. date: YYYY-MM-DD; time: HH:MM, left out when it is about the day; timezone: IANA name."""

    date: str
    text: str
    time: str | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotationChange:
    """New values of an annotation; what is left out stays. A time of null makes it one about the day."""

    date: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    time: str | None | UnsetType = UNSET
    timezone: str | None | UnsetType = UNSET


def new_annotation_id() -> str:
    return new_id("note")


def new_annotation(annotation_id: str, wanted: NewAnnotation, website_zone: str, now: datetime) -> Annotation:
    """Return an annotation that keeps to the rules. now: aware. Raises BadRequest."""
    when = parse_when(wanted.date, wanted.time, wanted.timezone, website_zone)
    text = check_text(wanted.text)
    return Annotation(annotation_id, when.date, when.time, when.timezone, when.at, text, now, now)


def changed(known: Annotation, change: AnnotationChange, website_zone: str, now: datetime) -> Annotation:
    """Return the annotation with new values. now: aware. Raises BadRequest."""
    time_of_day = known.time if change.time is UNSET else change.time
    zone = (known.timezone if time_of_day else None) if change.timezone is UNSET else change.timezone
    when = parse_when(str(known.date if change.date is UNSET else change.date), time_of_day, zone, website_zone)
    return replace(
        known,
        date=when.date,
        time=when.time,
        timezone=when.timezone,
        at=when.at,
        text=known.text if change.text is UNSET else check_text(change.text),
        updated_at=now,
    )


def parse_when(day: str, time_of_day: str | None, zone: str | None, website_zone: str) -> When:
    """Read a day and, if given, a time of it and the zone that time is in, the website's unless given."""
    if (found := parse_date(day)) is None:
        raise BadRequest("invalid date (expected YYYY-MM-DD)", field="date")
    if time_of_day is None:
        if zone is not None:
            raise BadRequest("timezone needs a time: a day is the same in all of them", field="timezone")
        return When(found)
    if _TIME.fullmatch(time_of_day) is None:
        raise BadRequest("invalid time (expected HH:MM)", field="time")
    return When(found, time_of_day, website_zone if zone is None else check_timezone(zone))


def check_text(text: str) -> str:
    """Return `text` without surrounding white space. Raises BadRequest unless 1 to 500 characters are left."""
    found = text.strip()
    if not found:
        raise BadRequest("text must not be empty", field="text")
    if len(found) > MAX_TEXT_LENGTH:
        raise BadRequest(f"text must be {MAX_TEXT_LENGTH} characters or fewer", field="text")
    return found


def check_room(count: int) -> None:
    """Refuse one more annotation beside `count` of the same website. Raises AppError `limit_exceeded`."""
    if count >= MAX_ANNOTATIONS:
        message = f"maximum of {MAX_ANNOTATIONS:,} annotations per website reached"
        raise AppError("limit_exceeded", message, field="annotations")


def beside(annotations: Iterable[Annotation], period: Period, steps: Sequence[Bucket]) -> tuple[SeriesAnnotation, ...]:
    """The annotations of a period in order of time, each with the bucket of `steps` that it falls into.

    One about a day belongs to that date in whatever zone the period is.
    """
    starts = [step.start for step in steps]
    found = []
    for item in annotations:
        moment = item.at or day_start(item.date, period.zone)
        if period.utc_start <= moment < period.utc_end:
            bucket = steps[bisect_right(starts, moment) - 1].label
            shown = SeriesAnnotation(item.id, item.date, item.time, item.timezone, item.at, item.text, bucket)
            found.append((moment, shown))
    return tuple(shown for _, shown in sorted(found, key=lambda pair: (pair[0], pair[1].id)))
