"""Random histories: every report equals plain counting over the events in Python."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import ClientContext, Event
from app.domain.reports.filters import DIMENSIONS, parse_filters
from app.domain.reports.periods import Period, buckets
from app.domain.reports.query import MetricsQuery, ReportQuery
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from app.storage.reports import breakdowns, overview
from tests.examples import examples
from tests.histories import empty_database, store
from tests.oracle.counting import Counter, in_order
from tests.oracle.random_histories import START, FilterCase, filters, histories, params_of
from tests.oracle.report_checks import check_metrics, check_series, check_totals

ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu")


database = empty_database()  # shared by all examples; each rolls back its rows


@pytest.fixture(autouse=True, scope="module")
def _close() -> Any:
    yield
    database.close()


@pytest.mark.timeout(240)  # on a busy computer
@examples(40)
@given(
    history=histories(),
    cases=filters(),
    zone=st.sampled_from(ZONES),
    include_bots=st.booleans(),
    span=st.tuples(st.integers(0, 3), st.integers(0, 2)),
    names=st.lists(st.sampled_from(sorted(DIMENSIONS)), min_size=2, max_size=2, unique=True),
    contexts=st.lists(st.sampled_from(ClientContext.__struct_fields__), min_size=3, max_size=4, unique=True),
)
def test_reports_equal_plain_counting(
    history: list[Event],
    cases: list[FilterCase],
    zone: str,
    include_bots: bool,
    span: tuple[int, int],
    names: list[str],
    contexts: list[str],
) -> None:
    first = date(2026, 3, 27) + timedelta(days=span[0])
    period = Period(first, first + timedelta(days=span[1]), ZoneInfo(zone))
    conditions = parse_filters(params_of(cases))
    query = ReportQuery(1, period, conditions, include_bots)
    con = database
    con.begin()
    try:
        stored = store(con, history, ended_before=START + timedelta(days=2))
        count = Counter(stored, cases, include_bots)
        check_totals(DUCKDB, con, query, count)
        check_series(DUCKDB, con, query, count)
        check_session_series(con, query, count)
        for name in names:
            check_metrics(DUCKDB, con, query, count, name)
        check_first_rows(con, query, count, list(dict.fromkeys([*names, *contexts])))
    finally:
        con.rollback()


def check_session_series(con: Connection, query: ReportQuery, count: Counter) -> None:
    for size in ("hour", "day"):
        steps = buckets(query.period, size)
        began = [facts.events[0].ts for facts in count.counted(count.matching(steps[0].start, steps[-1].end))]
        assert [point.sessions for point in overview.session_series(con, query, size)] == [
            sum(step.start <= at < step.end for at in began) for step in steps
        ]


def check_first_rows(con: Connection, query: ReportQuery, count: Counter, names: list[str]) -> None:
    breakdown_queries = [MetricsQuery(2, sort=DIMENSIONS[name].order, dimension=DIMENSIONS[name]) for name in names]
    for name, report in zip(names, breakdowns.first_rows(con, query, breakdown_queries), strict=True):
        expected = in_order(count.rows(query.period, name).values(), name)
        assert list(report.data.rows) == expected[:2]
        assert (report.data.type, report.pagination.total) == (name, len(expected))
