"""Reports about custom events: their names, the values they carry, their series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any  # rows of a report: its file says what they hold

from msgspec import UNSET

from app.domain.reports.custom_events import (
    MAX_PAIRS,
    MAX_VALUES_A_KEY,
    SAMPLE_SIZE,
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
from app.domain.reports.query import ReportQuery, RowsQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OffsetPage, SeriesPoint
from app.storage.connection import Connection
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.where import Where, is_one_of, run, search_condition, where


def names(con: Connection, query: ReportQuery, wanted: RowsQuery) -> EventNamesReport:
    """One page of the custom events of the window, and how often each happened in the window before it."""
    found = _names(con, query, wanted)
    first = found or (_names(con, query, replace(wanted, limit=1, offset=0)) if wanted.offset else [])
    total = first[0][-1] if first else 0
    before = _before(con, query, [name for name, *_ in found])
    rows = (
        EventNameRow(name, count, visitors, name not in before, before.get(name, UNSET))
        for name, count, visitors, _ in found
    )
    page = OffsetPage(total, wanted.limit, wanted.offset, wanted.offset + wanted.limit < total)
    return EventNamesReport(EventNames(tuple(rows), total), page)


def _names(con: Connection, query: ReportQuery, wanted: RowsQuery) -> list[tuple[Any, ...]]:
    window = where(query)
    values = {**window.values, "limit": wanted.limit, "offset": wanted.offset}
    slots = {**window.slots, "wanted": search_condition(wanted.search, values)}
    return run(con, "reports/custom_events/names", slots, values)


def _before(con: Connection, query: ReportQuery, names: Sequence[str]) -> dict[str, int]:
    """How often each of these happened in the window before, without those that did not."""
    if not names:
        return {}
    window = where(query, query.period.previous())
    values = {**window.values}
    slots = {**window.slots, "wanted": is_one_of("event_name", names, values)}
    return dict(run(con, "reports/custom_events/names_before", slots, values))


def properties(con: Connection, query: ReportQuery, names: Sequence[str]) -> EventProperties:
    """What the newest occurrences of an event carry; only their data is parsed. names: spellings, the usual first."""
    window = _occurrences(query, names)
    total = run(con, "reports/custom_events/occurrences", window.slots, {**window.values})[0][0]
    bounds = {"sample": SAMPLE_SIZE, "values_a_key": MAX_VALUES_A_KEY, "pairs": MAX_PAIRS}
    found = run(con, "reports/custom_events/properties", window.slots, {**window.values, **bounds})
    return EventProperties(
        names[0],
        total,
        min(total, SAMPLE_SIZE),
        tuple(EventProperty(*row[:3]) for row in found),
        tuple(_key(key, *next(of_key)[3:]) for key, of_key in groupby(found, key=itemgetter(0))),
    )


def _key(
    key: str, count: int, values: int, numbers: int, smallest: float | None, largest: float | None, total: float | None
) -> EventKey:
    if smallest is None or largest is None or total is None:
        return EventKey(key, count, values, None)
    mean = min(max(total / numbers, smallest), largest)  # a sum of huge numbers may be none, of small ones a bit off
    return EventKey(key, count, values, NumberSummary(numbers, smallest, largest, mean))


def series(con: Connection, query: ReportQuery, names: Sequence[str], granularity: Granularity) -> EventSeries:
    """Occurrences of an event and their visitors by bucket."""
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    window = _occurrences(query, names)
    slots = slot_values(steps)
    rows = (
        run(con, "reports/overview/series", {**window.slots, "kind": "event"}, window.values | slots) if slots else []
    )
    counts = {bucket: (count, visitors) for bucket, count, visitors in rows}
    points = tuple(SeriesPoint(step.label, *counts.get(index, (0, 0))) for index, step in enumerate(steps))
    return EventSeries(points, size, query.period.zone.key)


def _occurrences(query: ReportQuery, names: Sequence[str]) -> Where:
    """The scope of the window with its events narrowed down to those of one event, under any of its names."""
    window = where(query)
    values = {**window.values}
    events = f"{window.slots['events']} AND kind = 'event' AND {is_one_of('event_name', names, values)}"
    return replace(window, slots={**window.slots, "events": events}, values=values)
