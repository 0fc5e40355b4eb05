"""Exports: every format holds exactly the stored events, chunk by chunk, with any texts."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import RFC_4122, UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadRequest
from app.domain.ingest.events import Event
from app.domain.reports.exports import (
    COLUMNS,
    CSV_HEADER,
    ExportCursor,
    ExportFormat,
    parse_export,
)
from app.domain.reports.filters import parse_filters
from app.domain.reports.periods import Period
from app.domain.reports.query import ReportQuery
from app.storage.connection import Connection
from app.storage.fragments.event_ids import ensure_key
from app.storage.reports import exports
from tests.examples import examples
from tests.histories import event, store
from tests.oracle import export_checks
from tests.oracle.counting import Oracle
from tests.oracle.export_checks import TEXTS, cell, csv_rows, json_rows, parquet_rows
from tests.oracle.random_histories import START, FilterCase, filters, histories, params_of

SITE: Any = SimpleNamespace(key=1, timezone="UTC", bot_mode="balanced", segments={})
DAYS = Period(date(2026, 3, 27), date(2026, 3, 30), ZoneInfo("UTC"))
NOW = datetime(2026, 4, 1, tzinfo=UTC)
EVERYTHING = ReportQuery(1, DAYS, include_bots=True)
ONE_DAY = ReportQuery(1, Period(DAYS.start, DAYS.start, DAYS.zone))
FREE = ("title", "referrer_url", "city", "utm_term", "utm_source")


def exported(con: Connection, format: ExportFormat, report: ReportQuery = EVERYTHING) -> bytes:
    """A whole export."""
    return export_checks.exported(exports, con, format, report)


def event_id(con: Connection, seq: int) -> str:
    """Return the id of an event: a UUID of version 8, out of the key of the database and the event's number."""
    ((key,),) = con.execute("SELECT value FROM settings WHERE key = 'event_id_key'").fetchall()
    digest = hashlib.sha256(f"{key}{seq:016x}".encode()).hexdigest()
    return str(UUID(digest[:12] + "8" + digest[13:16] + "a" + digest[17:32]))


@pytest.fixture
def con(database: Connection) -> Iterator[Connection]:
    """A database that is empty again afterwards."""
    database.begin()
    try:
        yield database
    finally:
        database.rollback()


def a_day() -> list[Event]:
    """Return two events of one visitor with every field, and one with none."""
    texts = {name: name for name in (*FREE, "referrer_domain", "country", "region", "browser", "browser_version", "os")}
    texts |= {name: name for name in ("os_version", "device", "screen", "language", "utm_medium", "utm_campaign")}
    data = '{"a":{"b":[1,2.50]},"z":"é"}'
    return [
        event("2026-03-27 10:00:00", 1, "/a", query_and_fragment="?q=1#x", utm_content="utm_content", **texts),
        event("2026-03-27 10:00:00.000250", 1, "/b", kind="event", event_name="sign,up", event_data=data, is_bot=True),
        event("2026-03-28 23:59:59.5", 255, "/", url="HTTPS://EX.com/"),
    ]


def test_csv_has_ordered_columns_and_a_line_for_each_event(con: Connection) -> None:
    store(con, a_day())
    lines = exported(con, "csv").decode().split("\n")
    assert lines[0].startswith(
        "id,website_id,event_type,url,referrer_domain,event_name,country,browser,os,device_type,language,"
        "utm_source,utm_medium,utm_campaign,created_at,visitor_id,session_id,event_data,"
    )
    assert lines[1].startswith(
        f"{event_id(con, 0)},site_x,pageview,https://ex.com/a?q=1#x,referrer_domain,,country,browser,os,device,language,"
        "utm_source,utm_medium,utm_campaign,2026-03-27T10:00:00Z,0000000000000001,"
    )
    assert '"sign,up"' in lines[2]
    assert "2026-03-27T10:00:00.000250Z" in lines[2]
    assert '"{""a"":{""b"":[1,2.50]},""z"":""é""}"' in lines[2]
    assert lines[2].endswith(",true")
    assert ",HTTPS://EX.com/," in lines[3]
    assert lines[4:] == [""], "the last line ends like every other"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "shop;=1+1",
        "shop;;\t@sum",
        "shop\t+1",
        "shop\n-1",
        "shop\r=1",
        'shop; "=1',
        "shop;'=1",
        " =1",
        "\t=1",
        '"\t=1',
        "＝1",
    ],
)
def test_no_csv_cell_hides_a_formula_behind_another_separator(con: Connection, text: str) -> None:
    store(con, [event("2026-03-27 10:00", 1, "/", title=text)])
    table = csv.reader(io.StringIO(exported(con, "csv").decode(), newline=""))
    (shown,) = (row[COLUMNS.index("title")] for row in list(table)[1:])
    assert [part for part in re.split("[;\t\r\n]", shown) if re.match('[ "]*[=+@＝-]', part)] == []
    assert cell(shown) == text


def test_ids_of_events_tell_nothing_and_stay(con: Connection) -> None:
    store(con, a_day())
    ids = [str(row["id"]) for row in json_rows(exported(con, "ndjson"))]
    assert {UUID(text).version for text in ids} == {8}
    assert {UUID(text).variant for text in ids} == {RFC_4122}
    assert len(set(ids)) == 3
    assert ids == [str(row["id"]) for row in csv_rows(exported(con, "csv"))]
    ensure_key(con)
    assert ids == [str(row["id"]) for row in json_rows(exported(con, "ndjson"))]
    con.execute("UPDATE settings SET value = 'another' WHERE key = 'event_id_key'")
    assert not {*ids} & {row["id"] for row in json_rows(exported(con, "ndjson"))}


def test_an_export_without_events_is_a_header_and_a_table_without_rows(con: Connection, tmp_path: Path) -> None:
    assert exported(con, "csv") == CSV_HEADER
    assert exported(con, "ndjson") == b""
    assert parquet_rows(exported(con, "parquet"), tmp_path) == []


def test_all_formats_hold_the_same_values(con: Connection, tmp_path: Path) -> None:
    store(con, a_day(), client_ids={255: "somebody"})
    con.execute("INSERT INTO client_visitors VALUES (2, 1, 'of another website')")
    from_csv, from_json = csv_rows(exported(con, "csv")), json_rows(exported(con, "ndjson"))
    from_parquet = parquet_rows(exported(con, "parquet"), tmp_path)
    assert from_json[1]["event_data"] == {"a": {"b": [1, 2.5]}, "z": "é"}
    assert [row["is_bot"] for row in from_json] == [False, True, False]
    assert [row["visitor_id"] for row in from_json] == ["0000000000000001", "0000000000000001", "somebody"]
    assert from_parquet[1]["created_at"] == datetime(2026, 3, 27, 10, 0, 0, 250)  # noqa: DTZ001  as Parquet has it
    for text, value, typed in zip(from_csv, from_json, from_parquet, strict=True):
        assert tuple(text) == tuple(value) == tuple(typed) == COLUMNS
        typed["created_at"] = value["created_at"]
        typed["is_bot"] = str(typed["is_bot"]).lower()
        assert typed == text
        value["is_bot"] = str(value["is_bot"]).lower()
        value["event_data"] = text["event_data"]
        assert value == text


@pytest.mark.timeout(240)  # many examples, also on a busy machine
@examples(10)
@given(rows=st.lists(st.lists(st.none() | TEXTS, min_size=len(FREE), max_size=len(FREE)), max_size=12))
def test_every_format_preserves_every_text(
    database: Connection, rows: list[list[str | None]], tmp_path_factory: Any
) -> None:
    con = database
    con.begin()
    try:
        at = START + timedelta(hours=1)
        store(con, [event(at, 1, "/", **dict(zip(FREE, row, strict=True))) for row in rows])
        tables = [
            csv_rows(exported(con, "csv", ONE_DAY)),
            json_rows(exported(con, "ndjson", ONE_DAY)),
            parquet_rows(exported(con, "parquet", ONE_DAY), tmp_path_factory.getbasetemp()),
        ]
        assert [[[row[name] for name in FREE] for row in table] for table in tables] == [rows, rows, rows]
    finally:
        con.rollback()


@pytest.mark.timeout(240)  # many histories, also on a busy machine
@examples(12)
@given(
    history=histories(),
    filter_cases=filters(),
    include_bots=st.booleans(),
    zone=st.sampled_from(["UTC", "Asia/Kathmandu"]),
    chunk_rows=st.integers(1, 4),
    at_once=st.booleans(),
)
def test_an_export_has_the_events_that_reports_count_in_order(
    database: Connection,
    history: list[Event],
    filter_cases: list[FilterCase],
    include_bots: bool,
    zone: str,
    chunk_rows: int,
    at_once: bool,
) -> None:
    """at_once: many events at the same moment, so that chunks end among them."""
    con = database
    period = Period(date(2026, 3, 27), date(2026, 3, 29), ZoneInfo(zone))
    report = ReportQuery(1, period, parse_filters(params_of(filter_cases)), include_bots)
    con.begin()
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(exports, "CHUNK_ROWS", chunk_rows)
            if at_once:
                for item in history:
                    item.at_us -= item.at_us % 43_200_000_000
            stored = store(con, history, ended_before=START + timedelta(days=2))
            expected = Oracle(stored, filter_cases, include_bots).matching(period.utc_start, period.utc_end)
            rows = json_rows(exported(con, "ndjson", report))
            assert [row["id"] for row in rows] == [event_id(con, item.seq) for item in expected]
            assert [row["event_type"] for row in rows] == [item.kind for item in expected]
    finally:
        con.rollback()


def test_an_export_widens_its_steps_over_quiet_times() -> None:
    cursor: ExportCursor | None = ExportCursor(datetime(2026, 1, 1, tzinfo=UTC))
    end, steps = datetime(2036, 1, 1, tzinfo=UTC), 0
    while cursor is not None:
        cursor, steps = cursor.after_all(end), steps + 1
    assert steps < 20
    full = ExportCursor(datetime(2026, 1, 1, tzinfo=UTC)).after_full(datetime(2026, 1, 1, 0, 1, tzinfo=UTC), 7)
    assert full == ExportCursor(datetime(2026, 1, 1, 0, 1, tzinfo=UTC), 8, timedelta(minutes=30))


DATES = {"start_date": "2026-02-01", "end_date": "2026-02-10"}


def test_a_file_is_named_after_its_website_and_days() -> None:
    assert parse_export(DATES, "site_x", SITE, NOW).file_name == "events-site_x-2026-02-01-2026-02-10.csv"
    padded = DATES | {"start_date": " 2026-2-1 ", "format": "parquet"}
    assert parse_export(padded, "site_x", SITE, NOW).file_name == "events-site_x-2026-02-01-2026-02-10.parquet"


@pytest.mark.parametrize(
    ("changes", "message", "field"),
    [
        ({"start_date": None}, "start_date is required", "start_date"),
        ({"end_date": None}, "end_date is required", "end_date"),
        ({"start_date": "soon"}, "invalid start_date format, expected YYYY-MM-DD", "start_date"),
        ({"end_date": "2026-02-30"}, "invalid end_date format, expected YYYY-MM-DD", "end_date"),
        ({"end_date": "2026-01-31"}, "end_date must be on or after start_date", "end_date"),
        ({"format": ""}, "unsupported format: ; it must be one of: csv, ndjson, parquet", "format"),
        ({"format": "CSV"}, "unsupported format: CSV; it must be one of: csv, ndjson, parquet", "format"),
        ({"timezone": "Mars"}, "invalid timezone", "timezone"),
        ({"segment": "seg_gone"}, "there is no segment of this id", "segment"),
        ({"include_bots": "maybe"}, "include_bots must be one of: true, false, 1, 0", "include_bots"),
    ],
)
def test_invalid_export_parameters_are_refused_by_name(
    changes: dict[str, str | None], message: str, field: str
) -> None:
    params = {name: text for name, text in (DATES | changes).items() if text is not None}
    with pytest.raises(BadRequest) as caught:
        parse_export(params, "site_x", SITE, NOW)
    assert (caught.value.message, caught.value.field) == (message, field)
