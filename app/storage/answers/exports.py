"""Chunks of exports, from the rows that a store has read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any  # values of rows

from app.domain.files import parquet
from app.domain.reports.exports import PARQUET_COLUMNS, ExportChunk, ExportCursor, ExportQuery, bounds
from app.storage.connection import from_db


def export_chunk(
    query: ExportQuery, cursor: ExportCursor, rows: Sequence[Sequence[Any]], *, is_full: bool, offset: int
) -> ExportChunk:
    """Return events as bytes of the file. offset: bytes of the file before them.

    rows: time of the event (naive UTC), its number, then its line, or for Parquet the values of its columns.
    """
    following = cursor.after_all(bounds(query.report)[1])
    if is_full:
        following = cursor.after_full(from_db(rows[-1][0]), rows[-1][1])
    if query.format != "parquet":
        return ExportChunk("".join([line for _, _, line in rows]).encode(), None, following)
    if not rows:
        return ExportChunk(b"", None, following)
    return ExportChunk(*parquet.row_group(PARQUET_COLUMNS, [row[2:] for row in rows], offset), following)
