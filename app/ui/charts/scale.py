"""Tick positions of the chart axes. Plain functions, so that tests find crowded axes before users do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from app.domain.reports.periods import BucketSize
from app.ui import format

Tick = tuple[int, str]  # position on the axis, text

# Natural distances between ticks, in buckets.
_STEPS: dict[BucketSize, tuple[int, ...]] = {
    "hour": (1, 2, 3, 4, 6, 12, 24, 48, 168),
    "day": (1, 2, 7, 14, 28, 56, 112, 224),
    "week": (1, 2, 4, 13, 26, 52),
    "month": (1, 2, 3, 6, 12, 24),
}
_GAP = 16  # pixels between two tick texts


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


def bucket_ticks(
    labels: Sequence[str], size: BucketSize, zone: str, width: float, text_width: Callable[[str], float]
) -> list[Tick]:
    """Return ticks for buckets drawn across `width` pixels such that no two texts touch.

    labels: see `periods.buckets`; text_width: returns the pixels of a text in the font of the axis.
    """
    if not labels:
        return []
    keys = [_place_in_time(label, size, zone) for label in labels]
    spacing = width / max(1, len(labels) - 1)
    steps = list(_STEPS[size])
    while steps[-1] < len(labels):
        steps.append(steps[-1] * 2)
    for step in steps:
        ticks = [
            (at, format.bucket_tick(label, size, zone, names_day=size == "hour" and keys[at] % 24 == 0))
            for at, label in enumerate(labels)
            if keys[at] % step == 0
        ]
        if ticks and _fits(ticks, spacing, text_width):
            return ticks
    return [(0, format.bucket_tick(labels[0], size, zone, names_day=size == "hour"))]


def _fits(ticks: Sequence[Tick], spacing: float, text_width: Callable[[str], float]) -> bool:
    ends = [(at * spacing, text_width(text) / 2 + _GAP / 2) for at, text in ticks]
    return all(
        place + half <= other - next_half for (place, half), (other, next_half) in zip(ends, ends[1:], strict=False)
    )


def _place_in_time(label: str, size: BucketSize, zone: str) -> int:
    """Return a number that grows by one per bucket and is a multiple of a step at its natural ticks."""
    if size == "hour":
        local = datetime.fromisoformat(label).astimezone(ZoneInfo(zone))
        return local.toordinal() * 24 + local.hour
    first: date = format.bucket_day(label, zone)
    if size == "month":
        return first.year * 12 + first.month - 1
    days = first.toordinal() - 1  # day 0 is a Monday
    return days // 7 if size == "week" else days
