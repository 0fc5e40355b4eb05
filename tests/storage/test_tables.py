"""Breakdowns as files: every row, in the order asked for, with the numbers of the report."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from app.domain.errors import BadRequest
from app.domain.reports.exports import parse_table
from app.domain.reports.query import parse_metrics_query, parse_report_query
from app.storage.answers import tables
from app.storage.connection import Connection
from app.storage.reports import breakdowns
from tests.histories import empty_database, event, store

NOW = datetime(2026, 3, 5, tzinfo=UTC)
SITE: Any = SimpleNamespace(key=1, timezone="UTC", bot_mode="balanced", segments={})
DAY = {"start_date": "2026-03-02", "end_date": "2026-03-02"}
PAGES = 130  # more than a page of the report has


@pytest.fixture(scope="module")
def con() -> Iterator[Connection]:
    database = empty_database()
    store(database, [event("2026-03-02 10:00", visitor, f"/{visitor:03}") for visitor in range(PAGES)])
    store(database, [event("2026-03-02 12:00", 500, "/=2+3", title="=2+3"), event("2026-03-01 09:00", 501, "/007")])
    yield database
    database.close()


def file_of(con: Connection, **params: str) -> bytes:
    query = parse_report_query(DAY | params, SITE, NOW)
    table = parse_table(params)
    return tables.breakdown_file(breakdowns.metrics(con, query, table.breakdown), query, table)


def parquet_rows(body: bytes, folder: Path) -> list[dict[str, Any]]:
    file = folder / "table.parquet"
    file.write_bytes(body)
    with duckdb.connect() as reader:
        relation = reader.execute("FROM read_parquet($file)", {"file": str(file)})
        names = [column[0] for column in relation.description or ()]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]


def test_every_format_has_every_row_of_the_report(con: Connection, tmp_path: Path) -> None:
    order = {"type": "page", "sort": "visitors", "order": "asc"}
    query = parse_report_query(DAY, SITE, NOW)
    pages = [
        breakdowns.metrics(con, query, parse_metrics_query({**order, "limit": "100", "offset": at})).data.rows
        for at in ("0", "100")
    ]
    rows = [row for page in pages for row in page]
    expected = [
        {
            "page": row.value,
            "visitors": row.visitors,
            "pageviews": row.pageviews,
            "bounce_rate": row.bounce_rate,
            "avg_duration_seconds": row.avg_duration_seconds,
        }
        for row in rows
    ]
    assert len(expected) == PAGES + 1
    assert json.loads(file_of(con, **order, format="json")) == expected
    assert parquet_rows(file_of(con, **order, format="parquet"), tmp_path) == expected
    lines = list(csv.DictReader(io.StringIO(file_of(con, **order).decode())))
    assert [line["page"] for line in lines] == [row["page"] for row in expected]
    assert lines[0] == {name: str(value) for name, value in expected[0].items()}


def test_a_comparison_adds_the_numbers_before(con: Connection) -> None:
    rows = json.loads(file_of(con, type="page", format="json", search="/007", compare_mode="previous_period"))
    assert rows == [
        {
            "page": "/007",
            "visitors": 1,
            "pageviews": 1,
            "bounce_rate": 100.0,
            "avg_duration_seconds": 0.0,
            "prev_visitors": 1,
            "prev_pageviews": 1,
        }
    ]


def test_a_value_is_no_formula_in_a_spreadsheet(con: Connection) -> None:
    assert file_of(con, type="title").decode().splitlines()[1].startswith("'=2+3,")


def test_a_breakdown_without_rows_is_a_file_without_rows(con: Connection, tmp_path: Path) -> None:
    assert file_of(con, type="country").decode().splitlines() == [
        "country,visitors,pageviews,bounce_rate,avg_duration_seconds"
    ]
    assert json.loads(file_of(con, type="country", format="json")) == []
    assert parquet_rows(file_of(con, type="country", format="parquet"), tmp_path) == []


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(BadRequest, match="unsupported format: xlsx; it must be one of: csv, json, parquet"):
        parse_table({"type": "page", "format": "xlsx"})
