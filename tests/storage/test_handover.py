"""Handover of batches to DuckDB: row by row and as columns, which store the same."""

from __future__ import annotations

import gc
import sys
from itertools import pairwise
from typing import Any

import duckdb
import psutil
import pytest

from app.storage.arrow import Table, shared_of
from app.storage.connection import Connection
from app.storage.ingest import handover
from tests.histories import empty_database, event, f1, store

HISTORY = (
    f1(),
    [
        event("2026-03-02 23:50", 1, "/späť", website=2, title="nul\0 und é", url="https://EX.com/sp%C3%A4t"),
        event("2026-03-02 23:55", 2**64 - 1, "/b", utm_source="news", utm_content="", country="DE", city="Köln"),
        event("2026-03-02 23:56", 7, "/c", kind="event", event_name="signup", event_data='{"a":1}', is_bot=True),
    ],
    [
        event("2026-03-03 00:05", 2**64 - 1, "/c", referrer_url="https://a.example/x", referrer_domain="a.example"),
        event("2026-03-03 00:06", 1, "/d", website=2, bot_score=255, bot_signals=255),
        event("2026-03-03 01:00", 7, "/e"),
        event("2026-03-03 02:00", 7, "/f"),
    ],
)


def stored(con: Connection) -> list[list[tuple[Any, ...]]]:
    return [con.execute(f"FROM {table} ORDER BY ALL").fetchall() for table in ("events", "sessions", "sessions_live")]


def test_rows_and_columns_store_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    states = []
    for few in (0, sys.maxsize):
        monkeypatch.setattr(handover, "FEW_EVENTS", few)
        con = empty_database()
        states.append([])
        for events in HISTORY:
            store(con, events)
            states[-1].append(stored(con))
        con.close()
    as_columns, by_row = states
    assert by_row == as_columns
    assert [len(rows) for rows in by_row[-1]] == [len(f1()) + 7, 2, 7]


def test_rows_of_a_refused_batch_are_not_in_the_next_one(con: Connection) -> None:
    refused = [event("2026-03-02 10:00", 1, "/fine"), event("2026-03-02 10:01", 2, "/bad", title="\ud800")]
    with pytest.raises(duckdb.Error):
        store(con, refused)
    con.rollback()
    con.begin()
    store(con, [event("2026-03-02 10:02", 3, "/next")])
    assert con.execute("SELECT path FROM events").fetchall() == [("/next",)]
    assert con.execute("SELECT visitor_id FROM all_sessions").fetchall() == [(3,)]


def test_a_batch_in_columns_leaves_nothing_to_the_garbage_collector(
    con: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "FEW_EVENTS", 0)
    gc.collect()
    store(con, f1())
    assert gc.collect() == 0  # it would hold all columns of the batch until everything stops for the collector


def test_columns_with_dictionaries_give_all_their_memory_back() -> None:
    columns = {str(number): shared_of(["a", None, "a"], by_identity=False) for number in range(50)}
    used = []
    for _ in range(6):
        for _ in range(20):
            Table(columns, 3)
        used.append(psutil.Process().memory_info().rss)
    # A leak of 330 bytes a column would be so many each time; other threads of the process may take some now and then.
    assert min(after - before for before, after in pairwise(used)) < 150_000 < 330 * 50 * 20
