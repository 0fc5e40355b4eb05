"""Reports of ClickHouse about custom events: their names, their properties, their series."""

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
from app.domain.reports.filters import DIMENSIONS
from app.domain.reports.periods import Period
from app.domain.reports.query import Page, ReportQuery
from app.domain.reports.request import Granularity
from app.storage.answers.custom_events import POSITIONS, NameRow, event_properties, event_series, names_report
from app.storage.answers.overview import BucketCounts
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.reports.where import Scope, run, scope, search_condition
from app.storage.fragments.values import Values, is_one_of


def names(con: ClickHouse, query: ReportQuery, page: Page) -> EventNamesReport:
    """Return one page of the custom events of the window, each with its occurrences in the window before."""
    return names_report(page, partial(_names, con, query), partial(_before, con, query))


def _names(con: ClickHouse, query: ReportQuery, page: Page) -> list[NameRow]:
    window = _events(con, query)
    values = {**window.values, "limit": page.limit, "offset": page.offset}
    slots = {
        **window.slots,
        "value_condition": search_condition(con, window, DIMENSIONS["event_name"], page.search, values),
        "position": POSITIONS[page.sort or "count"],
        "order": page.order,
    }
    return [(row[0], row[1], row[2], row[3]) for row in run(con, "custom_events/names", slots, values)]


def _before(con: ClickHouse, query: ReportQuery, names: Sequence[str]) -> dict[str, int]:
    """Return the occurrences of each of these in the window before, without those that have none."""
    window = _events(con, query, query.period.previous(), names=names)
    return dict(run(con, "custom_events/names_before", window.slots, window.values))


def properties(con: ClickHouse, query: ReportQuery, names: Sequence[str]) -> EventProperties:
    """Return the properties of the newest occurrences of an event; only their data is parsed.

    names: spellings of the event's name, the usual one first.
    """
    window = _events(con, query, names=names)
    ((total,),) = run(con, "custom_events/occurrences", window.slots, window.values)
    bounds = {"sample": SAMPLE_SIZE, "values_a_key": MAX_VALUES_A_KEY, "pairs": MAX_PAIRS}
    rows = run(con, "custom_events/properties", window.slots, window.values | bounds)
    return event_properties(names[0], total, min(total, SAMPLE_SIZE), rows)


def series(con: ClickHouse, query: ReportQuery, names: Sequence[str], granularity: Granularity) -> EventSeries:
    """Return the occurrences of an event and their visitors by bucket. names: as in `properties`."""
    window = _events(con, query, names=names)

    def counts(time_slots: Values) -> BucketCounts:
        rows = run(con, "overview/series", {**window.slots, "kind": "event"}, window.values | time_slots)
        return {bucket: (count, visitors) for bucket, count, visitors in rows}

    return event_series(query, granularity, counts)


def _events(con: ClickHouse, query: ReportQuery, period: Period | None = None, *, names: Sequence[str] = ()) -> Scope:
    """Return the scope of one window, its events narrowed down to custom events, to those of some names if given."""
    window = scope(con, query, period, of_sessions=False)
    values = {**window.values}
    conditions = [window.slots["events"], "kind = 'event'"]
    conditions += [is_one_of("event_name", names, values)] if names else []
    return replace(window, slots={**window.slots, "events": " AND ".join(conditions)}, values=values)
