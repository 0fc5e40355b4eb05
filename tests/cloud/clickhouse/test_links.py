"""Random histories of two writers: links, pixels and bots of ClickHouse equal plain counting in Python."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.store import CLICKHOUSE
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.oracle.link_checks import all_of, check_bots, check_links, histories


@pytest.mark.timeout(240)  # on a busy computer
@examples(8)
@given(history=histories(), include_bots=st.booleans())
def test_numbers_of_links_pixels_and_bots_equal_plain_counting(
    writers: list[ClickHouseWriter], history: list[Event], include_bots: bool
) -> None:
    query = all_of(next(websites), include_bots)
    events = store(writers, query.website, history)
    check_links(CLICKHOUSE, writers[0].con, query, events)
    check_bots(CLICKHOUSE, writers[0].con, query, events)
