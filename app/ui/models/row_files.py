"""Files of rows: all rows of a list, page after page, written as CSV or JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from app.domain.csv_text import csv_text
from app.domain.errors import BadRequest
from app.ui.models.columns import Cell, RowsPage, RowsQuery, TableColumn
from app.ui.models.whole_file import write_whole

T = TypeVar("T")
Fetch = Callable[[RowsQuery], Awaitable[RowsPage[T]]]

MOST_ROWS = 50_000  # in a file; a list of a busy site has no end


async def save_rows(
    fetch: Fetch[T], query: RowsQuery, columns: Sequence[TableColumn[T]], path: Path
) -> tuple[int, bool]:
    """Read every page of a list and write it to a file, as JSON by the suffix of `path`, else as CSV.

    Return the number of rows, and whether these are all. Raises AppError for a page that cannot be read, or a file that
    cannot be written.
    """
    rows: list[T] = []
    page = await fetch(replace(query, position=""))
    rows += page.rows
    while page.following and len(rows) < MOST_ROWS:
        page = await fetch(replace(query, position=page.following))
        rows += page.rows
    text = _json(columns, rows) if path.suffix.lower() == ".json" else _csv(columns, rows)
    try:
        await asyncio.to_thread(write_whole, path, text.encode())
    except OSError as error:
        raise BadRequest(f"{path.name} could not be written: {error.strerror or error}.") from error
    return len(rows), not page.following


def _csv(columns: Sequence[TableColumn[T]], rows: Iterable[T]) -> str:
    lines = ([_plain(column.value(row)) for column in columns] for row in rows)
    return csv_text([column.key for column in columns], lines)


def _json(columns: Sequence[TableColumn[T]], rows: Iterable[T]) -> str:
    objects = [{column.key: column.value(row) for column in columns} for row in rows]
    return msgspec.json.format(msgspec.json.encode(objects)).decode()


def _plain(value: Cell) -> object:
    """Return a value as a cell of a spreadsheet has it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(map(str, value)) if isinstance(value, tuple) else value
