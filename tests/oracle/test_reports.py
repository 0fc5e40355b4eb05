"""Random histories: every report equals plain counting over the events in Python."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import ClientContext, Event
from app.domain.reports.filters import DIMENSIONS, parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.counting import Counter
from tests.oracle.random_histories import START, FilterCase, filters, histories, params_of
from tests.oracle.report_checks import (
    check_first_rows,
    check_metrics,
    check_series,
    check_session_series,
    check_totals,
)

ZONES = ("UTC", "Europe/Warsaw", "America/St_Johns", "Asia/Kathmandu")


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
    database: Connection,
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
        check_session_series(DUCKDB, con, query, count)
        for name in names:
            check_metrics(DUCKDB, con, query, count, name)
        check_first_rows(DUCKDB, con, query, count, list(dict.fromkeys([*names, *contexts])))
    finally:
        con.rollback()
