"""Random histories: the numbers of links, pixels and bots equal plain counting over the events in Python."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.examples import examples
from tests.histories import store
from tests.oracle.link_checks import all_of, check_bots, check_links, histories


@examples(40)
@given(history=histories(), include_bots=st.booleans())
def test_numbers_of_links_pixels_and_bots_equal_plain_counting(
    database: Connection, history: list[Event], include_bots: bool
) -> None:
    database.begin()
    try:
        query, events = all_of(WebsiteKey(1), include_bots), store(database, history)
        check_links(DUCKDB, database, query, events)
        check_bots(DUCKDB, database, query, events)
    finally:
        database.rollback()
