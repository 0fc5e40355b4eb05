"""Data retention in ClickHouse: events past their age are deleted day by day; who comes back is still known."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import CohortQuery
from app.storage.clickhouse.batches import ClickHouseWriter, open_writer
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.migrate import migrate
from app.storage.clickhouse.store import CLICKHOUSE
from tests.cloud.clickhouse.two_writers import store
from tests.histories import event

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC).replace(tzinfo=None)  # as the columns have it
DAY = timedelta(days=1)
SITE = WebsiteKey(1)


@pytest.fixture
def writer(con: ClickHouse, tmp_path: Path) -> ClickHouseWriter:
    migrate(con)
    return open_writer(con, tmp_path / "position.json", has_journal=False)


def ages(writer: ClickHouseWriter) -> list[int]:
    """Return the ages of the events in hours."""
    rows = writer.con.read("SELECT ts FROM events ORDER BY ts DESC")
    return [(NOW - ts) // timedelta(hours=1) for (ts,) in rows]


def add_events(writer: ClickHouseWriter, visitors: dict[int, int], client_ids: dict[int, str] | None = None) -> None:
    """Store an event for each age in hours; of which visitor."""
    events = [
        event((NOW - timedelta(hours=age_h)).replace(tzinfo=UTC), visitor, "/") for age_h, visitor in visitors.items()
    ]
    store([writer], SITE, events, client_ids)


def delete_all(writer: ClickHouseWriter, before: datetime) -> list[int]:
    steps = []
    while (deleted := CLICKHOUSE.data_retention.delete_oldest(writer, before, None)) is not None:
        steps.append(deleted)
    return steps


def test_older_events_are_deleted_a_day_at_a_time_and_newer_ones_kept(writer: ClickHouseWriter) -> None:
    add_events(writer, dict.fromkeys((1, 30, 48, 50, 51, 52, 90), 7))
    assert delete_all(writer, NOW - 2 * DAY) == [1, 3]
    assert ages(writer) == [1, 30, 48]
    assert CLICKHOUSE.data_retention.delete_oldest(writer, NOW, NOW - DAY) == 1
    assert ages(writer) == [30, 48]


def test_a_visitor_whose_first_events_were_deleted_is_not_new(writer: ClickHouseWriter) -> None:
    add_events(writer, {90: 5, 8: 5, 7: 6, 6: 8}, {5: "anna", 6: "bert"})
    period = Period(date(2026, 3, 10), date(2026, 3, 10), ZoneInfo("UTC"))
    query, options = ReportQuery(SITE, period), CohortQuery("day", 2)
    before = CLICKHOUSE.retention.retention(writer.con, query, options, period.end).rows
    assert [row.cohort_size for row in before] == [2]
    delete_all(writer, NOW - DAY)
    CLICKHOUSE.data_retention.delete_orphans(writer)
    assert CLICKHOUSE.retention.retention(writer.con, query, options, period.end).rows == before
    assert writer.con.read("SELECT visitor FROM first_visits") == [(5,)]


def test_ids_go_with_their_last_event_unless_they_have_just_come(writer: ClickHouseWriter) -> None:
    add_events(writer, {90: 1, 91: 2, 3: 2})
    for visitor, age_days in ((1, 3), (2, 3), (3, 0)):
        values = {"visitor": visitor, "age": age_days}
        text = "INSERT INTO client_visitors SELECT 1, $visitor, 'chosen', now() - toIntervalDay($age)"
        writer.con.command(text, values)
    delete_all(writer, NOW - DAY)
    CLICKHOUSE.data_retention.delete_orphans(writer)
    for table, left in (("client_visitors", [(2,), (3,)]), ("first_visits", [(2,)])):
        assert writer.con.read(f"SELECT visitor FROM {table} ORDER BY visitor") == left  # noqa: S608
