"""Data retention: events past the retention period are deleted day by day, and no others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.storage.connection import Connection
from app.storage.ingest import data_retention, status

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC).replace(tzinfo=None)  # as the columns have it
DAY = timedelta(days=1)


def add_event(con: Connection, ts: datetime, visitor: int = 1) -> None:
    con.execute(
        "INSERT INTO events BY NAME SELECT 1 AS website, ? AS ts, 0 AS seq, 'pageview' AS kind, ? AS visitor,"
        " 1 AS session, '' AS origin, '/' AS path, '' AS query_and_fragment, false AS is_bot, 0 AS bot_score,"
        " 0 AS bot_signals",
        [ts, visitor],
    )


def add_session(con: Connection, started_at: datetime, ended_at: datetime, visitor: int = 1) -> None:
    con.execute(
        "INSERT INTO sessions BY NAME SELECT 1 AS website, 1 AS session, ? AS visitor, 1 AS session_id,"
        " 1 AS visitor_id, ? AS started_at, ? AS ended_at,"
        " 1 AS events, 1 AS pageviews, true AS begins_with_pageview, false AS has_later_referrer, true AS is_uniform,"
        " '' AS entry_origin, '/' AS entry_path, '' AS entry_query_and_fragment, '' AS exit_origin, '/' AS exit_path,"
        " '' AS exit_query_and_fragment, 'direct' AS channel, false AS is_bot,"
        " 0 AS bot_score, 0 AS bot_signals",
        [visitor, started_at, ended_at],
    )


def count_events(con: Connection) -> int:
    return int(con.execute("SELECT count(*) FROM events").fetchall()[0][0])


def delete_all(con: Connection, before: datetime) -> list[int]:
    steps = []
    while (deleted := data_retention.delete_oldest(con, before)) is not None:
        steps.append(deleted)
    return steps


def test_older_events_are_deleted_a_day_at_a_time_and_newer_ones_kept(con: Connection) -> None:
    for hours in (1, 30, 50, 51, 52, 90):
        add_event(con, NOW - timedelta(hours=hours))
    assert delete_all(con, NOW - 2 * DAY) == [1, 3]
    assert count_events(con) == 2


def test_an_event_exactly_at_the_limit_is_kept(con: Connection) -> None:
    add_event(con, NOW)
    assert delete_all(con, NOW) == []
    assert count_events(con) == 1


def test_a_session_is_deleted_with_its_last_event(con: Connection) -> None:
    add_session(con, NOW - 3 * DAY, NOW - 2 * DAY)
    add_session(con, NOW - 3 * DAY, NOW)
    delete_all(con, NOW - DAY)
    assert con.execute("SELECT ended_at FROM sessions").fetchall() == [(NOW,)]


def test_supplied_visitor_ids_are_deleted_with_their_last_event_and_session(con: Connection) -> None:
    for visitor in (1, 2, 3):
        con.execute("INSERT INTO client_visitors VALUES (1, ?, 'chosen')", [visitor])
    add_event(con, NOW - 3 * DAY, visitor=1)
    add_event(con, NOW, visitor=2)
    add_session(con, NOW, NOW, visitor=3)
    delete_all(con, NOW - DAY)
    data_retention.delete_orphans(con)
    assert con.execute("SELECT visitor FROM client_visitors ORDER BY visitor").fetchall() == [(2,), (3,)]


@given(ages_h=st.lists(st.integers(0, 400), max_size=30), keep_h=st.integers(1, 300))
def test_exactly_the_older_events_are_deleted(database: Connection, ages_h: list[int], keep_h: int) -> None:
    database.begin()
    for age_h in ages_h:
        add_event(database, NOW - timedelta(hours=age_h))
    deleted = sum(delete_all(database, NOW - timedelta(hours=keep_h)))
    kept = [age_h for age_h in ages_h if age_h <= keep_h]
    assert count_events(database) == len(kept) == len(ages_h) - deleted
    database.rollback()


def test_events_of_the_day_are_counted_and_the_newest_is_reported(con: Connection) -> None:
    assert status.stored_since(con, NOW) == (0, None)
    for hours in (-1, 0, 24):
        add_event(con, NOW - timedelta(hours=hours))
    assert status.stored_since(con, NOW) == (2, NOW + timedelta(hours=1))
