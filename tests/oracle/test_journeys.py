"""Random sessions: a journey equals plain counting over all events in Python."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from app.domain.ingest.events import Event
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.journey_checks import START, JourneyCase, check_journey, histories, journey_cases


@pytest.mark.timeout(240)  # each of the 200 histories is stored, also on a busy machine
@examples(50)
@given(history=histories(), case=journey_cases())
def test_a_journey_equals_plain_counting(database: Connection, history: list[Event], case: JourneyCase) -> None:
    database.begin()
    try:
        stored = store(database, history, ended_before=START + timedelta(hours=2))
        check_journey(DUCKDB, database, 1, stored, case)
    finally:
        database.rollback()
