"""Random files: what is stored of an import equals plain grouping, and undoing it leaves everything as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.domain.ingest.events import Event
from app.storage.connection import Connection
from app.storage.imports import imports, staging
from app.storage.ingest.events import end_sessions, session_of
from tests.examples import examples
from tests.histories import COLUMNS, event, row_of, store, utc
from tests.importing import add_import, sessions_of, staged, store_import, undo_import
from tests.oracle.random_histories import histories

TABLES = ("events", "sessions", "sessions_live", "first_visits", "client_visitors", "recomputed_events")


def rows_of(con: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(con.execute(f"FROM {table}").fetchall(), key=repr) for table in TABLES}  # noqa: S608  names


def shuffled(events: list[Event], order: list[int]) -> list[Event]:
    return [item for _, item in sorted(zip(order, events, strict=False), key=lambda pair: pair[0])]


@examples(12)
@given(
    live=histories(),
    old=histories(),
    order=st.permutations(range(25)),
    visits=st.lists(st.sampled_from([0, 0, 1, 2]), min_size=25, max_size=25),
    parts=st.integers(0, 3),
    rows=st.sampled_from([1, 4, 20_000]),
    undone=st.sampled_from([1, 2, 10_000]),
)
def test_an_import_comes_to_what_plain_grouping_comes_to_and_leaves_nothing_when_it_is_undone(
    database: Connection,
    live: list[Event],
    old: list[Event],
    order: list[int],
    visits: list[int],
    parts: int,
    rows: int,
    undone: int,
) -> None:
    con = database
    for table in (*TABLES, "imports", "fact_ranges"):
        con.execute(f"DELETE FROM {table}")  # noqa: S608  names of tables
    store(con, live)
    end_sessions(con, utc("2026-03-29 00:00"))
    before = rows_of(con)
    for item, visit in zip(old, visits, strict=False):
        item.session = visit
    old = shuffled(old, order)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staging, "CHUNK_ROWS", rows)
        patch.setattr(imports, "UNDO_SESSIONS", undone)
        source = staged(old)
        job = add_import(con)
        job = store_import(con, job, source, parts)  # then the process ends, and goes on with what it finds
        (job,) = imports.of_website(con, 1)
        job = store_import(con, job, source)
        source.close()
        expected, first = sessions_of(old), job.first_number
        assert job.stored == len(old)
        values = {"first": first}
        rows_now = con.execute("FROM sessions WHERE session >= $first ORDER BY session", values).fetchall()
        for session, known in zip(map(session_of, rows_now), expected, strict=True):
            numbers = {
                "session": session.session,
                "session_number": known.session_number + first,
                "visitor_number": known.visitor_number + first,
                "exit": replace(known.exit, hostname=None),
            }
            assert session == replace(known, **numbers)
        columns = ", ".join(COLUMNS)
        events_now = con.execute(f"SELECT {columns} FROM events WHERE seq >= $first ORDER BY seq", values).fetchall()  # noqa: S608
        placed = sorted(old, key=lambda item: (item.session_number, item.at_us, item.seq))
        for number, item in enumerate(placed):
            item.seq = first + number
            item.session_number += first
            item.visitor_number += first
        zoned = [(row[0], row[1].replace(tzinfo=placed[0].ts.tzinfo), *row[2:]) for row in events_now]
        assert zoned == [row_of(item) for item in placed]
        days: dict[int, set[object]] = {}
        for item in placed:
            days.setdefault(item.visitor_number, set()).add(item.ts.date())
        lasting = con.execute("SELECT visitor FROM client_visitors WHERE visitor >= $first", values).fetchall()
        assert {number for (number,) in lasting} == {number for number, own in days.items() if len(own) > 1}
        visits_now = con.execute(
            "SELECT visitor, first_at FROM first_visits WHERE visitor >= $first", values
        ).fetchall()
        assert len(visits_now) == len(days)
        job = undo_import(con, job)
        assert (job.stored, job.stored_sessions) == (0, 0)
        assert rows_of(con) == before


def test_numbers_of_an_import_never_become_those_of_live_sessions(database: Connection) -> None:
    con = database
    for table in TABLES:
        con.execute(f"DELETE FROM {table}")  # noqa: S608  names of tables
    source = staged([event("2026-03-01 10:00", 1, "/a")])
    job = store_import(con, add_import(con), source)
    source.close()
    store(con, [event("2026-03-01 10:05", 2, "/a")])
    numbers = [number for (number,) in con.execute("SELECT session FROM all_sessions ORDER BY session").fetchall()]
    assert numbers == [1, job.first_number]
