"""Reports about custom events: their names, their properties, their series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from app.domain.reports.custom_events import (
    MAX_PAIRS,
    MAX_VALUES_A_KEY,
    SAMPLE_SIZE,
    EventNamesReport,
    EventProperties,
    EventSeries,
)
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.request import Granularity
from app.storage.answers.custom_events import POSITIONS, NameRow, event_properties, event_series, names_report
from app.storage.answers.overview import BucketCounts
from app.storage.connection import Connection
from app.storage.fragments.values import Values, is_one_of
from app.storage.fragments.where import Where, run, search_condition, where


def names(con: Connection, query: ReportQuery, page: Page) -> EventNamesReport:
    """Return one page of the custom events of the window, each with its occurrences in the window before."""
    return names_report(page, partial(_names, con, query), partial(_before, con, query))


def _names(con: Connection, query: ReportQuery, page: Page) -> list[NameRow]:
    window = where(con, query)
    values = {**window.values, "limit": page.limit, "offset": page.offset}
    slots = {
        **window.slots,
        "value_condition": search_condition(page.search, values),
        "position": POSITIONS[page.sort or "count"],
        "order": page.order,
    }
    return [(row[0], row[1], row[2], row[3]) for row in run(con, "reports/custom_events/names", slots, values)]


def _before(con: Connection, query: ReportQuery, names: Sequence[str]) -> dict[str, int]:
    """Return the occurrences of each of these in the window before, without those that have none."""
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
    return event_properties(names[0], total, min(total, SAMPLE_SIZE), rows)


def series(con: Connection, query: ReportQuery, names: Sequence[str], granularity: Granularity) -> EventSeries:
    """Return the occurrences of an event and their visitors by bucket. names: as in `properties`."""
    window = _occurrences(con, query, names)

    def counts(time_slots: Values) -> BucketCounts:
        slots = {**window.slots, "kind": "event"}
        rows = run(con, "reports/overview/series", slots, window.values | time_slots)
        return {bucket: (count, visitors) for bucket, count, visitors in rows}

    return event_series(query, granularity, counts)


def _occurrences(con: Connection, query: ReportQuery, names: Sequence[str]) -> Where:
    """Return the conditions of the window, on events narrowed down to one custom event under any of its names."""
    window = where(con, query)
    values = {**window.values}
    events = f"{window.slots['events']} AND kind = 'event' AND {is_one_of('event_name', names, values)}"
    return replace(window, slots={**window.slots, "events": events}, values=values)
