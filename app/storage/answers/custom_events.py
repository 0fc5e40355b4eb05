"""Results of reports about custom events, from the numbers that a store has counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter

from msgspec import UNSET

from app.domain.reports.custom_events import (
    EventKey,
    EventNameRow,
    EventNames,
    EventNamesReport,
    EventProperties,
    EventProperty,
    EventSeries,
    NumberSummary,
)
from app.domain.reports.periods import bucket_size, buckets
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OffsetPage, SeriesPoint
from app.storage.answers.overview import BucketCounts
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.values import Values

POSITIONS: Mapping[str, str] = {"count": "occurrences", "visitors": "visitors", "event_name": "value"}
"""Column of each order of the names; the statements have these."""

NameRow = tuple[str, int, int, int]
"""Name, occurrences, visitors, rows of all pages."""

PropertyRow = tuple[str, str, int, int, int, int, float | None, float | None, float | None]
"""Key, value, occurrences; of the key: occurrences, distinct values, numbers, smallest, largest, sum."""


def names_report(
    page: Page, rows_of: Callable[[Page], Sequence[NameRow]], before_of: Callable[[Sequence[str]], Mapping[str, int]]
) -> EventNamesReport:
    """Return one page of the custom events.

    rows_of: returns the rows of a page. before_of: returns the occurrences of some events in the window before.
    """
    rows = rows_of(page)
    # A page behind the last one has no row that says how many there are.
    counted = rows or (rows_of(replace(page, limit=1, offset=0)) if page.offset else [])
    total = counted[0][-1] if counted else 0
    before = before_of([name for name, *_ in rows]) if rows else {}
    names = tuple(
        EventNameRow(name, count, visitors, name not in before, before.get(name, UNSET))
        for name, count, visitors, _ in rows
    )
    return EventNamesReport(EventNames(names, total), OffsetPage.of(total, page.limit, page.offset))


def event_properties(name: str, total: int, sample_size: int, rows: Sequence[PropertyRow]) -> EventProperties:
    """Return the properties of an event.

    total: all its occurrences. sample_size: those that were examined. rows: in order of their key.
    """
    return EventProperties(
        name,
        total,
        sample_size,
        tuple(EventProperty(*row[:3]) for row in rows),
        tuple(_key(key, *next(of_key)[3:]) for key, of_key in groupby(rows, key=itemgetter(0))),
    )


def _key(
    key: str, count: int, values: int, numbers: int, smallest: float | None, largest: float | None, total: float | None
) -> EventKey:
    if smallest is None or largest is None or total is None:
        return EventKey(key, count, values, None)
    mean = min(max(total / numbers, smallest), largest)  # sums of huge numbers overflow, of small ones round
    return EventKey(key, count, values, NumberSummary(numbers, smallest, largest, mean))


def event_series(
    query: ReportQuery, granularity: Granularity, counts_of: Callable[[Values], BucketCounts]
) -> EventSeries:
    """Return the series of an event.

    counts_of: returns occurrences and visitors by bucket. Its argument: as from `slot_values`.
    """
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    time_slots = slot_values(steps)
    counts = {} if time_slots is None else counts_of(time_slots)
    points = tuple(SeriesPoint(step.label, *counts.get(index, (0, 0))) for index, step in enumerate(steps))
    return EventSeries(points, size, query.period.zone.key)
