"""What holds for every filter, whatever it is about: it never adds, and turned round it leaves exactly the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

from app.domain.events import Event
from app.domain.filters import DIMENSIONS, parse_filters
from app.domain.periods import Period
from app.domain.report_query import MetricsQuery, ReportQuery
from app.storage import breakdowns, reports
from app.storage.database import Connection
from tests.histories import empty_database, event, store
from tests.random_histories import Wanted, filters, histories, params_of

ALL = ReportQuery(1, Period(date(2026, 3, 27), date(2026, 3, 31), ZoneInfo("UTC")))
PAGES = MetricsQuery(DIMENSIONS["page"], 100, sort="pageviews")
database = empty_database()  # shared by all examples; each rolls back what it stored


@pytest.fixture(autouse=True, scope="module")
def _close() -> Iterator[None]:
    yield
    database.close()


@contextmanager
def stored(history: list[Event]) -> Iterator[Connection]:
    database.begin()
    try:
        store(database, history)
        yield database
    finally:
        database.rollback()


def asking(*wanted: Wanted) -> ReportQuery:
    return replace(ALL, conditions=parse_filters(params_of(wanted)))


@settings(max_examples=200)
@given(histories(), filters())
def test_a_filter_never_adds_rows(history: list[Event], wanted: list[Wanted]) -> None:
    with stored(history) as con:
        for number in range(len(wanted)):
            fewer, more = asking(*wanted[: number + 1]), asking(*wanted[:number])
            few, many = (reports.totals(con, query, query.period) for query in (fewer, more))
            for name in ("pageviews", "visitors", "sessions"):
                assert getattr(few, name) <= getattr(many, name)
            few_rows, many_rows = (
                {row.value: row for row in breakdowns.metrics(con, query, PAGES).data.rows} for query in (fewer, more)
            )
            assert few_rows.keys() <= many_rows.keys()
            assert all(row.pageviews <= many_rows[value].pageviews for value, row in few_rows.items())


@settings(max_examples=200)
@given(histories(), filters())
def test_a_filter_and_the_same_turned_round_are_everything_once(history: list[Event], wanted: list[Wanted]) -> None:
    with stored(history) as con:
        for item in wanted:
            turned = replace(item, is_excluded=not item.is_excluded)
            kept, left, whole = (by_day(con, query) for query in (asking(item), asking(turned), ALL))
            assert [sum(pair) for pair in zip(kept, left, strict=True)] == whole


def by_day(con: Connection, query: ReportQuery) -> list[int]:
    return [point.pageviews for point in reports.series(con, query, "day").data.series]


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
def test_a_property_is_found_by_its_key_letter_by_letter(data: str | None, name: str, text: str, passes: bool) -> None:
    with stored([event("2026-03-28 10:00", 1, "/", event_data=data)]) as con:
        query = replace(ALL, conditions=parse_filters({f"filter_event_data.{name}": text}))
        assert reports.totals(con, query, query.period).pageviews == passes
