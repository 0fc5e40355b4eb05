"""Random histories with random goals: attribution equals plain counting over the events in Python."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.items.goals import Goal
from app.domain.reports.attribution import parse_attribution_query
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.attribution_checks import (
    FILTERS,
    PARAMS,
    SPANS,
    ZONES,
    Credit,
    Sale,
    check_attribution,
    compared_query,
    random_goals,
    random_sales,
)
from tests.oracle.counting import Oracle
from tests.oracle.random_histories import FilterCase


@pytest.mark.timeout(240)  # each of the 200 histories is stored, also on a busy machine
@examples(50)
@given(
    sales=random_sales(),
    goal=random_goals(),
    cases=FILTERS,
    params=PARAMS,
    zone=st.sampled_from(ZONES),
    include_bots=st.booleans(),
    span=st.sampled_from(SPANS),
)
def test_attribution_equals_plain_counting(
    database: Connection,
    sales: list[Sale],
    goal: Goal,
    cases: list[FilterCase],
    params: Mapping[str, str],
    zone: str,
    include_bots: bool,
    span: tuple[int, int],
) -> None:
    query = compared_query(1, span, zone, cases, include_bots)
    options = parse_attribution_query({"goal_id": goal.id, **params})
    database.begin()
    try:
        stored = store(database, [item.event for item in sales])
        check_attribution(
            DUCKDB, database, query, options, Credit(sales, Oracle(stored, cases, include_bots), goal, options)
        )
    finally:
        database.rollback()
