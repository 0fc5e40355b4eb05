"""Files of rows: all rows of a list, page after page, written as CSV, JSON or Parquet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from app.domain.errors import BadRequest
from app.ui.models.columns import RowsPage, RowsQuery, TableColumn
from app.ui.models.table_files import write_table

T = TypeVar("T")
Fetch = Callable[[RowsQuery], Awaitable[RowsPage[T]]]

MOST_ROWS = 50_000  # in a file; a list of a busy site has no end


async def save_rows(
    fetch: Fetch[T], query: RowsQuery, columns: Sequence[TableColumn[T]], path: Path
) -> tuple[int, bool]:
    """Read every page of a list and write it to a file, of the kind that the suffix of `path` says.

    Return the number of rows, and whether these are all. Raises AppError for a page that cannot be read, or a file that
    cannot be written.
    """
    rows: list[T] = []
    page = await fetch(replace(query, position=""))
    rows += page.rows
    while page.following and len(rows) < MOST_ROWS:
        page = await fetch(replace(query, position=page.following))
        rows += page.rows
    try:
        await asyncio.to_thread(_write, path, columns, rows)
    except OSError as error:
        raise BadRequest(f"{path.name} could not be written: {error.strerror or error}.") from error
    return len(rows), not page.following


def _write(path: Path, columns: Sequence[TableColumn[T]], rows: Sequence[T]) -> None:
    write_table(path, [column.key for column in columns], [[column.value(row) for column in columns] for row in rows])
