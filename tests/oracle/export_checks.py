"""Exports of a store, read as a client does, and the values in their files."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import msgspec
from hypothesis import strategies as st

from app.domain.files import parquet
from app.domain.reports.exports import CSV_HEADER, PARQUET_COLUMNS, ExportFormat, ExportQuery, first_cursor
from app.domain.reports.query import ReportQuery
from app.storage.report_store import ExportReports

C = TypeVar("C")

# Any text that can be stored, often with characters that CSV readers mishandle.
TEXTS = st.text(
    st.sampled_from("=+-@'\"\t\r\n,;\\{}\u2028é😀a ") | st.characters(exclude_characters="\0", codec="utf-8"),
    min_size=1,
)


def exported(store: ExportReports[C], con: C, format: ExportFormat, report: ReportQuery) -> bytes:
    """A whole export."""
    query = ExportQuery("site_x", report, format)
    out = {"csv": CSV_HEADER, "ndjson": b"", "parquet": parquet.MAGIC}[format]
    groups, cursor = [], first_cursor(report)
    while cursor is not None:
        chunk = store.next_chunk(con, query, cursor, len(out))
        out += chunk.body
        groups += [] if chunk.group is None else [chunk.group]
        cursor = chunk.following
    return out + (parquet.footer(PARQUET_COLUMNS, groups) if format == "parquet" else b"")


def cell(text: str) -> str | None:
    """Return the value of a CSV cell."""
    text = re.sub(r"""^'([ "']*[\t\r])""", r"\1", text)
    return re.sub(r"""(^|[;\t\r\n])'([ "']*[=+\-@＝＋－＠])""", r"\1\2", text) or None


def csv_rows(body: bytes) -> list[dict[str, str | None]]:
    table = csv.reader(io.StringIO(body.decode(), newline=""), strict=True)
    header = next(table)
    return [dict(zip(header, map(cell, row), strict=True)) for row in table]


def json_rows(body: bytes) -> list[dict[str, Any]]:
    return [msgspec.json.decode(line) for line in body.splitlines()]


def parquet_rows(body: bytes, folder: Path) -> list[dict[str, Any]]:
    file = folder / "export.parquet"
    file.write_bytes(body)
    with duckdb.connect() as con:
        relation = con.execute("FROM read_parquet($file)", {"file": str(file)})
        names = [str(item[0]) for item in relation.description]
        return [dict(zip(names, row, strict=True)) for row in relation.fetchall()]
