"""Random histories: goals and funnels equal plain counting over the events in Python."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.items.funnels import Funnel
from app.domain.items.goals import Goal
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.conversion_checks import check_conversions, funnels, goals, histories, periods
from tests.oracle.random_histories import FilterCase, filters, params_of


@pytest.mark.timeout(240)  # many histories, also on a busy machine
@examples(50)
@given(
    history=histories(),
    period=periods,
    cases=st.just([]) | filters(),
    include_bots=st.booleans(),
    several_goals=st.lists(goals, min_size=2, max_size=2),
    several_funnels=st.lists(funnels, min_size=2, max_size=2),
)
def test_goals_and_funnels_equal_plain_counting(
    database: Connection,
    history: list[Event],
    period: Period,
    cases: list[FilterCase],
    include_bots: bool,
    several_goals: list[Goal],
    several_funnels: list[Funnel],
) -> None:
    query = ReportQuery(1, period, parse_filters(params_of(cases)), include_bots)
    database.begin()
    try:
        events = store(database, history)
        check_conversions(DUCKDB, database, query, events, cases, several_goals, several_funnels)
    finally:
        database.rollback()
