"""Handover of batches to DuckDB: row by row and as columns, which store the same."""

from __future__ import annotations

import sys
from typing import Any

import duckdb
import pytest

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
