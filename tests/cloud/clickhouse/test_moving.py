"""Random histories, copied from a DuckDB file into ClickHouse and back: each event and session comes back as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.events import Event
from app.domain.ingest.visitors import client_visitor
from app.domain.websites import Website, WebsiteId
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.rows import property_texts
from app.storage.connection import Connection, configure
from app.storage.moving import to_cloud, to_file
from app.storage.schema.migrate import migrate
from tests.cloud.clickhouse.two_writers import websites
from tests.examples import examples
from tests.histories import empty_database, event, store, utc
from tests.oracle.random_histories import ANY_TIME, histories, visits

SITE = WebsiteId("site")
NOW = utc("2026-06-17 03:30")
WEBSITE = Website(1, SITE, "Site", "ex.com", "UTC", None, None, None, "balanced", 70, False, NOW, NOW)
EVENTS = """
SELECT event.* EXCLUDE (seq, visitor, session), session.session_id, session.visitor_id
FROM events AS event JOIN all_sessions AS session USING (website, session)
ORDER BY event.ts, event.seq
"""
SESSIONS = "SELECT * EXCLUDE (session, visitor) FROM all_sessions ORDER BY started_at, session_id"
VISITORS = "SELECT count(DISTINCT visitor), count(DISTINCT session) FROM events"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Connection, Path]]:
    """A database in memory that may write files in a folder."""
    scratch = tmp_path_factory.mktemp("scratch")
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute("SET allowed_directories = [$folder]", {"folder": str(scratch)})
        configure(con)
        migrate(con)
        yield con, scratch


@pytest.mark.timeout(240)  # on a busy computer
@examples(5)
@given(history=histories() | visits(ANY_TIME), rows=st.integers(1, 9), words=st.lists(st.text(), max_size=3))
def test_each_event_and_session_comes_back_as_it_was(
    source: tuple[Connection, Path], writers: list[ClickHouseWriter], history: list[Event], rows: int, words: list[str]
) -> None:
    (file, scratch), cloud, site = source, writers[0].con, next(websites)
    for number, item in enumerate(history):
        item.title = words[number % len(words)] or None if words else None
        item.visitor = client_visitor(SITE, f"client {item.visitor}")
    with pytest.MonkeyPatch.context() as patch:
        for module in (to_cloud, to_file):
            patch.setattr(module, "CHUNK_ROWS", rows)
        file.begin()
        ids = {client_visitor(SITE, text): text for text in (f"client {number}" for number in range(1, 5))}
        store(file, history, client_ids=ids, ended_before=NOW)
        to_cloud.copy_events(to_cloud.Route(file, cloud, scratch, SITE, 1, site, 77), lambda _: None)
        originals = answers(file)
        file.rollback()
        back = empty_database()
        way = to_file.WayBack(cloud, back, {site: WEBSITE}, utc("2026-06-01 00:00").replace(tzinfo=None))
        to_file.copy_events(way, lambda _: None)
    assert answers(back) == originals
    back.close()
    values = {"site": site}
    for data, texts in cloud.read("SELECT event_data, properties FROM events WHERE site = $site", values):
        assert texts == property_texts(data or None)


def answers(con: Connection) -> list[list[tuple[Any, ...]]]:
    return [con.execute(text).fetchall() for text in (EVENTS, SESSIONS, VISITORS)]


def test_a_span_ends_with_its_month(source: tuple[Connection, Path]) -> None:
    file, _ = source
    file.begin()
    start = utc("2026-03-31 23:59")
    store(file, [event(start + timedelta(seconds=40 * number), 1, "/") for number in range(4)])
    spans = list(to_cloud.spans(file, 1))
    file.rollback()
    assert [span.until for span in spans] == [utc("2026-04-01 00:00").replace(tzinfo=None), to_cloud.UNTIL]
