"""Random histories of many weeks: retention equals plain counting over all events in Python."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.retention_checks import LASTING, START, RetentionCase, check_retention, histories, retention_cases


@pytest.mark.timeout(240)  # each of the 200 histories is stored, also on a busy machine
@examples(50)
@given(history=histories(), case=retention_cases(), swept_day=st.integers(0, 70) | st.none())
def test_retention_equals_plain_counting(
    database: Connection, history: list[Event], case: RetentionCase, swept_day: int | None
) -> None:
    database.begin()
    try:
        swept = None if swept_day is None else START + timedelta(days=swept_day)
        stored = store(database, history, ended_before=swept, client_ids=dict.fromkeys(LASTING, "id"))
        check_retention(DUCKDB, database, 1, stored, case)
    finally:
        database.rollback()
