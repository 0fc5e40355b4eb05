"""Ticks of the time axis of a chart: those of `axes`, in the words of the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.reports import axes
from app.domain.reports.axes import Tick
from app.domain.reports.periods import BucketSize
from app.ui import format


def bucket_ticks(
    labels: Sequence[str], size: BucketSize, zone: str, width: float, text_width: Callable[[str], float]
) -> list[Tick]:
    """Return ticks for buckets drawn across `width` pixels such that no two texts touch.

    labels: see `periods.buckets`; text_width: returns the pixels of a text in the font of the axis.
    """
    spacing = width / max(1, len(labels) - 1)
    return axes.bucket_ticks(
        labels,
        size,
        zone,
        lambda label, names_day: format.bucket_tick(label, size, zone, names_day=names_day),
        lambda ticks: axes.texts_fit(ticks, spacing, text_width),
    )
