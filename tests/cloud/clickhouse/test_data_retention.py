"""Data retention in ClickHouse: events go by the day, and ids that nothing needs any more with them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.domain.ids import WebsiteKey
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.domain.reports.retention import CohortQuery
from app.storage.clickhouse.batches import ClickHouseWriter, open_writer, store_batch
from app.storage.clickhouse.connection import ClickHouse
from app.storage.clickhouse.data_retention import delete_oldest, delete_orphans
from app.storage.clickhouse.migrate import migrate
from app.storage.clickhouse.reports.retention import retention
from app.storage.clickhouse.rows import client_visitor_columns
from tests.cloud.clickhouse.test_batches import history, seqs
from tests.cloud.clickhouse.two_writers import store
from tests.histories import event


@pytest.fixture
def writer(con: ClickHouse, tmp_path: Path) -> ClickHouseWriter:
    """A writer with six events, three each on 30 March and 1 April 2026."""
    migrate(con)
    writer = open_writer(con, tmp_path / "position.json", has_journal=False)
    store_batch(writer, *history(6), [], 6)
    return writer


def test_the_oldest_day_goes_until_nothing_is_too_old(writer: ClickHouseWriter) -> None:
    april = datetime(2026, 4, 1)  # noqa: DTZ001  naive UTC
    assert delete_oldest(writer, april - timedelta(days=3)) is None
    assert delete_oldest(writer, april + timedelta(days=9), april - timedelta(days=9)) == 3
    assert seqs(writer.con) == [1, 3, 5]
    assert delete_oldest(writer, april) is None
    assert delete_oldest(writer, april + timedelta(days=9)) == 3
    assert seqs(writer.con) == []


def test_ids_without_events_go_once_no_process_sends_them(writer: ClickHouseWriter) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    ids = client_visitor_columns([(WebsiteKey(1), 7, "anna"), (WebsiteKey(1), 8, "bert")])
    writer.con.insert("client_visitors", ids | {"sent_at": ("DateTime('UTC')", [long_ago] * 2)})
    writer.con.insert("client_visitors", client_visitor_columns([(WebsiteKey(1), 9, "carl")]))  # his events may follow
    delete_orphans(writer)
    assert _ids(writer) == ["anna", "carl"]
    while delete_oldest(writer, datetime(2026, 5, 1)):  # noqa: DTZ001
        pass
    delete_orphans(writer)
    assert _ids(writer) == ["carl"]


def test_a_visitor_whose_first_events_were_deleted_is_not_new(writer: ClickHouseWriter) -> None:
    site, days = WebsiteKey(2), ((5, "2026-04-02 10:00"), (5, "2026-04-09 10:00"), (6, "2026-04-09 11:00"))
    store([writer], site, [event(ts, visitor, "/") for visitor, ts in days], {5: "anna", 6: "bert"})
    query = ReportQuery(site, Period(date(2026, 4, 9), date(2026, 4, 9), ZoneInfo("UTC")))
    rows = retention(writer.con, query, CohortQuery("day", 2), date(2026, 4, 9)).rows
    assert [row.cohort_size for row in rows] == [1]
    while delete_oldest(writer, datetime(2026, 4, 5)):  # noqa: DTZ001
        pass
    delete_orphans(writer)
    assert writer.con.read("SELECT count() FROM events WHERE site = 2") == [(2,)]
    assert retention(writer.con, query, CohortQuery("day", 2), date(2026, 4, 9)).rows == rows
    writer.con.command("TRUNCATE TABLE client_visitors")
    delete_orphans(writer)
    assert writer.con.read("SELECT * FROM first_visits") == []


def _ids(writer: ClickHouseWriter) -> list[str]:
    return [text for (text,) in writer.con.read("SELECT client_id FROM client_visitors ORDER BY client_id")]
