"""Axes of a course: the days of its buckets, those that have begun, and ticks whose texts do not touch.

Labels are those of `periods.buckets`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from msgspec import UnsetType

from app.domain.reports.periods import BucketSize

Tick = tuple[int, str]  # position on the axis, text

# Natural distances between ticks, in buckets.
_STEPS: dict[BucketSize, tuple[int, ...]] = {
    "hour": (1, 2, 3, 4, 6, 12, 24, 48, 168),
    "day": (1, 2, 7, 14, 28, 56, 112, 224),
    "week": (1, 2, 4, 13, 26, 52),
    "month": (1, 2, 3, 6, 12, 24),
}
_SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400)
_GAP = 16  # pixels between two tick texts


class CoursePoint(Protocol):
    """Numbers of one bucket, a field for each line. compare_date: label of the bucket it is compared with."""

    @property
    def date(self) -> str: ...
    @property
    def compare_date(self) -> str | None | UnsetType: ...


class CourseValues(Protocol):
    """Buckets in order without gaps, and those of the comparison at the same places."""

    @property
    def series(self) -> Sequence[CoursePoint]: ...
    @property
    def granularity(self) -> BucketSize: ...
    @property
    def compare_series(self) -> Sequence[CoursePoint] | None: ...
    @property
    def timezone(self) -> str: ...


def bucket_day(label: str, zone: str) -> date:
    """Return the day a bucket starts on. Only hour labels are instants to convert."""
    if "T" in label:
        return datetime.fromisoformat(label).astimezone(ZoneInfo(zone)).date()
    return date.fromisoformat(label if len(label) > len("2026-01") else f"{label}-01")


def bucket_end(label: str, size: BucketSize, zone: str) -> date:
    """Return the last day of a complete bucket."""
    first = bucket_day(label, zone)
    if size == "week":
        return first + timedelta(days=6)
    if size == "month":
        return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first


def reached(series: CourseValues, now: datetime) -> int:
    """Return how many buckets have begun by `now`."""
    if series.granularity == "hour":
        return sum(datetime.fromisoformat(point.date) <= now for point in series.series)
    today = now.astimezone(ZoneInfo(series.timezone)).date()
    return sum(bucket_day(point.date, series.timezone) <= today for point in series.series)


def is_open(series: CourseValues, at: int, now: datetime) -> bool:
    """Return whether a bucket that has begun is still filling."""
    label = series.series[at].date
    local = now.astimezone(ZoneInfo(series.timezone))
    if series.granularity == "hour":
        return (now - datetime.fromisoformat(label)).total_seconds() < 3_600
    return local.date() <= bucket_end(label, series.granularity, series.timezone)


def count_ticks(highest: float, at_most: int = 5) -> list[int]:
    """Return whole numbers from 0 to at least `highest`, in steps of 1, 2 or 5 times a power of ten."""
    step, power = 1, 1
    while True:
        for factor in (1, 2, 5):
            step = factor * power
            if step * (at_most - 1) >= highest:
                last = max(1, -(-round(highest) // step))
                return [number * step for number in range(last + 1)]
        power *= 10


def duration_ticks(highest: float, at_most: int = 5) -> list[int]:
    """Return seconds from 0 to at least `highest`, in steps that a clock has."""
    step = next((step for step in _SECONDS if step * (at_most - 1) >= highest), 0)
    if not step:
        return [days * _SECONDS[-1] for days in count_ticks(math.ceil(highest / _SECONDS[-1]), at_most)]
    return [number * step for number in range(max(1, -(-math.ceil(highest) // step)) + 1)]


def bucket_ticks(
    labels: Sequence[str],
    size: BucketSize,
    zone: str,
    name: Callable[[str, bool], str],
    fits: Callable[[Sequence[Tick]], bool],
) -> list[Tick]:
    """Return the most ticks for which `fits` is true, at natural distances.

    name: returns the text of a label; its second argument is true for an hour that opens a new day.
    """
    if not labels:
        return []
    keys = [_place_in_time(label, size, zone) for label in labels]
    steps = list(_STEPS[size])
    while steps[-1] < len(labels):
        steps.append(steps[-1] * 2)
    for step in steps:
        ticks = [
            (at, name(label, size == "hour" and keys[at] % 24 == 0))
            for at, label in enumerate(labels)
            if keys[at] % step == 0
        ]
        if ticks and fits(ticks):
            return ticks
    return [(0, name(labels[0], size == "hour"))]


def texts_fit(ticks: Sequence[Tick], spacing: float, text_width: Callable[[str], float]) -> bool:
    """Return whether no two texts touch. spacing: of two buckets; text_width: of a text in the font of the axis."""
    ends = [(at * spacing, text_width(text) / 2 + _GAP / 2) for at, text in ticks]
    return all(
        place + half <= other - next_half for (place, half), (other, next_half) in zip(ends, ends[1:], strict=False)
    )


def _place_in_time(label: str, size: BucketSize, zone: str) -> int:
    """Return a number that grows by one per bucket and is a multiple of a step at its natural ticks."""
    if size == "hour":
        local = datetime.fromisoformat(label).astimezone(ZoneInfo(zone))
        return local.toordinal() * 24 + local.hour
    first = bucket_day(label, zone)
    if size == "month":
        return first.year * 12 + first.month - 1
    days = first.toordinal() - 1  # day 0 is a Monday
    return days // 7 if size == "week" else days
