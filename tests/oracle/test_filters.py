"""Rules of every filter: it never adds events, and when excluded it leaves exactly the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from app.domain.ingest.events import Event
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.where import where
from app.storage.reports import overview
from tests.examples import examples
from tests.histories import event, store
from tests.oracle.random_histories import FilterCase, filters, histories, params_of

ALL = ReportQuery(1, Period(date(2026, 3, 27), date(2026, 3, 31), ZoneInfo("UTC")))


@contextmanager
def stored(database: Connection, history: list[Event]) -> Iterator[Connection]:
    database.begin()
    try:
        store(database, history)
        yield database
    finally:
        database.rollback()


def asking(*cases: FilterCase) -> ReportQuery:
    return replace(ALL, conditions=parse_filters(params_of(cases)))


@pytest.mark.timeout(240)  # many histories, also on a busy machine
@examples(60)
@given(histories(), filters().filter(bool))
def test_a_filter_and_its_exclusion_split_events_and_sessions(
    database: Connection, history: list[Event], cases: list[FilterCase]
) -> None:
    item, *others = cases
    turned = replace(item, is_excluded=not item.is_excluded)
    with stored(database, history) as con:
        fewer, left, more = (matching(con, asking(*parts, *others)) for parts in ((item,), (turned,), ()))
    assert fewer.events.isdisjoint(left.events)
    assert fewer.events | left.events == more.events
    assert fewer.sessions | left.sessions == more.sessions


@dataclass(frozen=True)
class Matching:
    """Numbers of the events and the sessions that match a query."""

    events: frozenset[tuple[int]]
    sessions: frozenset[tuple[int]]


def matching(con: Connection, query: ReportQuery) -> Matching:
    window = where(con, replace(query, include_bots=True))
    events = f"SELECT seq FROM events WHERE {window.slots['events']}"  # noqa: S608  what is tested
    sessions = f"SELECT session FROM all_sessions WHERE {window.slots['sessions']}"  # noqa: S608
    return Matching(*(frozenset(con.execute(one, window.values).fetchall()) for one in (events, sessions)))


@pytest.mark.parametrize(
    ("data", "name", "text", "passes"),
    [
        ('{"plan":"pro"}', "plan", "pro", True),
        ('{"plan":"pro"}', "plan", "Pro", False),
        ('{"plan":"pro"}', "plan", "free,pro", True),
        ('{"plan":"pro"}', "plan", "!pro", False),
        ('{"plan":"pro"}', "plan", "!free", True),
        ('{"plan":"pro"}', "plan", "p*", False),
        ('{"plan":"p*"}', "plan", "p*", True),
        ('{"n":29}', "n", "29", True),
        ('{"n":29}', "n", "29.0", False),
        ('{"ok":true}', "ok", "true", True),
        ('{"obj":{"a":1}}', "obj", '{"a":1}', True),
        ('{"obj":{"a":1}}', "obj.a", "1", False),
        ('{"a.b":"x"}', "a.b", "x", True),
        ('{"a":{"b":"x"}}', "a.b", "x", False),
        ('{"k[0]":"x"}', "k[0]", "x", True),
        ('{"k":["x"]}', "k[0]", "x", False),
        ('{"k":["x"]}', "k/0", "x", False),
        ('{"*":"x"}', "*", "x", True),
        ('{"a":"x"}', "*", "x", False),
        ('{"":"x"}', "", "x", True),
        ('{"a":"x"}', "", "x", False),
        ('{"~1/":"x"}', "~1/", "x", True),
        ('{"a\\"b\\\\":"x"}', 'a"b\\', "x", True),
        ('{"nil":null}', "nil", "(none)", True),
        ('{"nil":null}', "nil", "null", False),
        ('{"a":1}', "b", "(none)", True),
        ('{"a":1}', "a", "!(none)", True),
        (None, "a", "(none)", True),
        (None, "a", "!x", True),
        (None, "a", "!(none)", False),
        (None, "a", "", False),
        ('{"a":""}', "a", "", True),
    ],
)
def test_a_property_filter_compares_keys_exactly(
    database: Connection, data: str | None, name: str, text: str, passes: bool
) -> None:
    with stored(database, [event("2026-03-28 10:00", 1, "/", event_data=data)]) as con:
        query = replace(ALL, conditions=parse_filters({f"filter_event_data.{name}": text}))
        assert overview.totals(con, query, query.period).pageviews == passes
