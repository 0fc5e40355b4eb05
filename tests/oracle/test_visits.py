"""Random visits: custom events, heat map and times on pages equal plain counting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.random_histories import ANY_TIME, START, visits
from tests.oracle.visit_checks import TWO_CASES, VisitCase, check_visits


@pytest.mark.timeout(240)  # each history is stored, also on a busy machine
@examples(30)
@given(history=visits(ANY_TIME), cases=TWO_CASES)
def test_custom_events_and_engagement_equal_plain_counting(
    database: Connection, history: list[Event], cases: tuple[VisitCase, ...]
) -> None:
    database.begin()
    try:
        events = store(database, history, ended_before=START + timedelta(days=2))
        for case in cases:
            check_visits(DUCKDB, database, WebsiteKey(1), events, case)
    finally:
        database.rollback()
