"""Random visits of two writers: custom events, heat map and times on pages of ClickHouse equal plain counting."""

from __future__ import annotations

import pytest
from hypothesis import given

from app.domain.ingest.events import Event
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.oracle.random_histories import ANY_TIME, visits
from tests.oracle.visit_checks import TWO_CASES, VisitCase, check_visits


@pytest.mark.timeout(240)  # on a busy computer
@examples(8)
@given(history=visits(ANY_TIME), cases=TWO_CASES)
def test_custom_events_and_engagement_equal_plain_counting(
    writers: list[ClickHouseWriter], history: list[Event], cases: tuple[VisitCase, ...]
) -> None:
    website = next(websites)
    events = store(writers, website, history)
    for case in cases:
        check_visits(CLICKHOUSE, writers[0].con, website, events, case)
