"""Reports about custom events: their names, their properties, their series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any  # rows of a report: its file lists the columns

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
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.request import Granularity
from app.domain.reports.results import OffsetPage, SeriesPoint
from app.storage.connection import Connection
from app.storage.fragments.time_slots import slot_values
from app.storage.fragments.values import is_one_of
from app.storage.fragments.where import Where, run, search_condition, where

_POSITIONS: Mapping[str, str] = {"count": "occurrences", "visitors": "visitors", "event_name": "value"}


def names(con: Connection, query: ReportQuery, page: Page) -> EventNamesReport:
    """Return one page of the custom events of the window, each with its occurrences in the window before."""
    rows = _names(con, query, page)
    first = rows or (_names(con, query, replace(page, limit=1, offset=0)) if page.offset else [])
    total = first[0][-1] if first else 0
    before = _before(con, query, [name for name, *_ in rows])
    names = tuple(
        EventNameRow(name, count, visitors, name not in before, before.get(name, UNSET))
        for name, count, visitors, _ in rows
    )
    pagination = OffsetPage.of(total, page.limit, page.offset)
    return EventNamesReport(EventNames(names, total), pagination)


def _names(con: Connection, query: ReportQuery, page: Page) -> list[tuple[Any, ...]]:
    window = where(con, query)
    values = {**window.values, "limit": page.limit, "offset": page.offset}
    slots = {
        **window.slots,
        "value_condition": search_condition(page.search, values),
        "position": _POSITIONS[page.sort or "count"],
        "order": page.order,
    }
    return run(con, "reports/custom_events/names", slots, values)


def _before(con: Connection, query: ReportQuery, names: Sequence[str]) -> dict[str, int]:
    """Return the occurrences of each of these in the window before, without those that have none."""
    if not names:
        return {}
    window = where(con, query, query.period.previous())
    values = {**window.values}
    slots = {**window.slots, "name_condition": is_one_of("event_name", names, values)}
    return dict(run(con, "reports/custom_events/names_before", slots, values))


def properties(con: Connection, query: ReportQuery, names: Sequence[str]) -> EventProperties:
    """Return the properties of the newest occurrences of an event; only their data is parsed.

    names: spellings of the event's name, the usual one first.
    """
    window = _occurrences(con, query, names)
    total = run(con, "reports/custom_events/occurrences", window.slots, {**window.values})[0][0]
    bounds = {"sample": SAMPLE_SIZE, "values_a_key": MAX_VALUES_A_KEY, "pairs": MAX_PAIRS}
    rows = run(con, "reports/custom_events/properties", window.slots, {**window.values, **bounds})
    return EventProperties(
        names[0],
        total,
        min(total, SAMPLE_SIZE),
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


def series(con: Connection, query: ReportQuery, names: Sequence[str], granularity: Granularity) -> EventSeries:
    """Return the occurrences of an event and their visitors by bucket. names: as in `properties`."""
    size = bucket_size(granularity, query.period.days)
    steps = buckets(query.period, size)
    window = _occurrences(con, query, names)
    time_slots = slot_values(steps)
    rows = (
        run(con, "reports/overview/series", {**window.slots, "kind": "event"}, window.values | time_slots)
        if time_slots
        else []
    )
    counts = {bucket: (count, visitors) for bucket, count, visitors in rows}
    points = tuple(SeriesPoint(step.label, *counts.get(index, (0, 0))) for index, step in enumerate(steps))
    return EventSeries(points, size, query.period.zone.key)


def _occurrences(con: Connection, query: ReportQuery, names: Sequence[str]) -> Where:
    """Return the conditions of the window, on events narrowed down to one custom event under any of its names."""
    window = where(con, query)
    values = {**window.values}
    events = f"{window.slots['events']} AND kind = 'event' AND {is_one_of('event_name', names, values)}"
    return replace(window, slots={**window.slots, "events": events}, values=values)
