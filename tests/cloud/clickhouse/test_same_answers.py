"""One history in both stores: the same overviews, realtime, summaries and exported values."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import RFC_4122, UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ids import WebsiteKey
from app.domain.ingest.events import Event
from app.domain.reports.exports import ExportFormat
from app.domain.reports.filters import DIMENSIONS, parse_filters
from app.domain.reports.periods import Comparison, Period
from app.domain.reports.query import COURSES, MetricsQuery, ReportQuery
from app.domain.reports.summary import SiteDays
from app.storage.clickhouse.batches import ClickHouseWriter
from app.storage.clickhouse.reports import exports
from app.storage.clickhouse.store import CLICKHOUSE
from app.storage.connection import Connection
from app.storage.event_store import DUCKDB
from tests.cloud.clickhouse.two_writers import store, websites
from tests.examples import examples
from tests.histories import empty_database, event, utc
from tests.histories import store as local_store
from tests.oracle.counting import Oracle
from tests.oracle.export_checks import TEXTS, csv_rows, exported, json_rows, parquet_rows
from tests.oracle.random_histories import FilterCase, filters, histories, params_of

NOW = utc("2026-03-30 12:10")
WEEK = Period(date(2026, 3, 27), date(2026, 3, 30), ZoneInfo("Europe/Warsaw"))
DATA = (None, '{"a":{"b":[1,2.50]},"z":"é/\\"\\n"}')
TITLES = (None, "=1+1", 'a;"=b"', "\t=1", "＝é, x\r\n-1", "'=1", "plain", " \u2028/")


def a_history() -> list[Event]:
    """Four days of visits, the last of them until now: bots, sources, every field, one more bot within a session."""
    history = []
    for number in range(60):
        at = NOW - timedelta(
            minutes=7 * (number // 2) + (number % 9) * 600 * (number > 20), microseconds=number * 250_000
        )
        history.append(
            event(
                at,
                (number * 7) % 5 + 1,
                ("/", "/a", "/ü", "/b/")[number % 4],
                kind="event" if number % 6 == 5 else "pageview",
                event_name="sign,up" if number % 6 == 5 else None,
                event_data=DATA[number % 2],
                query_and_fragment=("", "?q=1#x")[number % 3 == 1],
                url="HTTPS://EX.com/" if number % 10 == 4 else None,
                title=TITLES[number % len(TITLES)],
                referrer_domain=(None, None, "google.com", "bing.com")[number % 7 % 4],
                utm_source=(None, None, "news")[number % 3],
                country=(None, "US", "DE")[number % 3],
                browser="Chrome" if number % 2 else None,
                device="mobile" if number % 4 else None,
                is_bot=number % 13 == 6,
            )
        )
    return history


@pytest.fixture(scope="module")
def stores(writers: list[ClickHouseWriter]) -> Iterator[tuple[Connection, WebsiteKey]]:
    """The history in DuckDB, as website 1, and in ClickHouse."""
    website, local = next(websites), empty_database()
    store(writers, website, a_history(), {2: "customer two"})
    local_store(local, a_history(), client_ids={2: "customer two"})
    yield local, website
    local.close()


def test_overviews_are_the_same(stores: tuple[Connection, WebsiteKey], writers: list[ClickHouseWriter]) -> None:
    local, website = stores
    tabs = [MetricsQuery(3, sort=DIMENSIONS[name].order, dimension=DIMENSIONS[name]) for name in ("page", "source")]
    compared = Comparison("previous_period", WEEK, WEEK.previous())
    for bots, courses in ((False, COURSES), (True, ("series",))):
        query = ReportQuery(website, WEEK, parse_filters({"filter_country": "US"}), bots, compared)
        ours = CLICKHOUSE.overview.overview(writers[0].con, query, "day", tabs, courses)
        query = ReportQuery(1, WEEK, query.conditions, bots, compared)
        assert ours == DUCKDB.overview.overview(local, query, "day", tabs, courses)
    assert ours.data.stats.pageviews > 5


@pytest.mark.parametrize("include_bots", [False, True])
def test_realtime_is_the_same(
    stores: tuple[Connection, WebsiteKey], writers: list[ClickHouseWriter], include_bots: bool
) -> None:
    ours = CLICKHOUSE.overview.realtime(writers[0].con, stores[1], NOW, include_bots)
    assert ours == DUCKDB.overview.realtime(stores[0], 1, NOW, include_bots)
    assert (ours.pagination.total_in_window > 5, len(ours.top_sources) > 1) == (True, True)


def test_summaries_are_the_same(stores: tuple[Connection, WebsiteKey], writers: list[ClickHouseWriter]) -> None:
    con, (local, website) = writers[0].con, stores
    today, yesterday = utc("2026-03-29 22:00"), utc("2026-03-28 23:00")
    for bots in (False, True):
        sites = [SiteDays(key, bots, today, yesterday, NOW - timedelta(days=1)) for key in (website, 10**6)]
        ours = CLICKHOUSE.summary.summary(con, sites, NOW)
        sites = [SiteDays(1, bots, today, yesterday, NOW - timedelta(days=1))]
        assert [*ours] == [website]
        assert ours[website] == DUCKDB.summary.summary(local, sites, NOW)[1]
    assert CLICKHOUSE.summary.summary(con, [], NOW) == CLICKHOUSE.summary.last_events(con, [], NOW) == {}
    last = DUCKDB.summary.last_events(local, [1], NOW + timedelta(1))[1]
    assert CLICKHOUSE.summary.last_events(con, [website], NOW + timedelta(1)) == {website: last}


def rows_of(body: bytes, format: ExportFormat, folder: Path) -> list[dict[str, Any]]:
    rows = parquet_rows(body, folder) if format == "parquet" else (csv_rows if format == "csv" else json_rows)(body)
    return [{name: value for name, value in row.items() if name not in ("id", "session_id")} for row in rows]


@pytest.mark.parametrize("format", ["csv", "ndjson", "parquet"])
def test_exported_values_are_the_same(
    stores: tuple[Connection, WebsiteKey], writers: list[ClickHouseWriter], format: ExportFormat, tmp_path: Path
) -> None:
    ours = exported(CLICKHOUSE.exports, writers[0].con, format, ReportQuery(stores[1], WEEK, include_bots=True))
    local = exported(DUCKDB.exports, stores[0], format, ReportQuery(1, WEEK, include_bots=True))
    rows = rows_of(ours, format, tmp_path)
    assert rows == rows_of(local, format, tmp_path)
    assert "customer two" in [row["visitor_id"] for row in rows]


def test_ids_of_events_are_uuids_and_those_of_sessions_the_ones_of_lists(
    stores: tuple[Connection, WebsiteKey], writers: list[ClickHouseWriter]
) -> None:
    con, query = writers[0].con, ReportQuery(stores[1], WEEK, include_bots=True)
    rows = json_rows(exported(CLICKHOUSE.exports, con, "ndjson", query))
    ids = [UUID(row["id"]) for row in rows]
    assert len({*ids}) == len(rows)
    assert {(one.version, one.variant) for one in ids} == {(8, RFC_4122)}
    detail = CLICKHOUSE.sessions.session(con, stores[1], int(rows[-1]["session_id"], 16))
    assert detail is not None
    assert rows[-1]["id"] in [item.id for item in detail.events]


@pytest.mark.timeout(240)  # on a busy computer
@examples(3)
@given(
    history=histories(),
    cases=filters(),
    chunk_rows=st.integers(2, 6),
    titles=st.lists(st.none() | TEXTS, min_size=25, max_size=25),
    at_once=st.booleans(),
)
def test_an_export_has_the_events_that_reports_count_in_order(
    writers: list[ClickHouseWriter],
    history: list[Event],
    cases: list[FilterCase],
    chunk_rows: int,
    titles: list[str | None],
    at_once: bool,
) -> None:
    """at_once: many events at the same moment, so that chunks end among them."""
    for item, title in zip(history, titles, strict=False):
        item.title = title
        item.at_us -= item.at_us % 43_200_000_000 if at_once else 0
    website = next(websites)
    stored = store(writers, website, history)
    query = ReportQuery(website, WEEK, parse_filters(params_of(cases)))
    expected = Oracle(stored, cases, False).matching(WEEK.utc_start, WEEK.utc_end)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exports, "CHUNK_ROWS", chunk_rows)
        rows = csv_rows(exported(CLICKHOUSE.exports, writers[0].con, "csv", query))
    assert [(row["title"], row["path"], row["visitor_id"]) for row in rows] == [
        (item.title, item.path, f"{item.visitor:016x}") for item in expected
    ]
