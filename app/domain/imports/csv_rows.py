"""Rows of CSV files by the names of their columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence

from app.domain.imports.rows import Refusal, Row

Cells = Sequence[str]
RowOf = Callable[[int, Cells], Row | None]  # by line and cells; None is left out without a word

LONGEST_CELL = 1 << 20  # characters: a quotation mark that is never closed must not take the rest of the file
csv.field_size_limit(LONGEST_CELL)


def header_of(head: str) -> tuple[str, ...]:
    """Return the names of the columns of a file that begins with `head`, none for a file that is no CSV."""
    try:
        return tuple(next(csv.reader([head.partition("\n")[0].rstrip("\r")]), ()))
    except csv.Error:
        return ()


def has_columns(head: str, names: Sequence[str]) -> bool:
    """Return whether a file that begins with `head` is a CSV file with these columns."""
    return set(names) <= set(header_of(head))


def csv_rows(lines: Iterator[str], names: Sequence[str], row_of: RowOf) -> Iterator[Row]:
    """Yield what `row_of` makes of the cells of each row: those of `names`, "" for a column that the file lacks.

    A ValueError of `row_of` becomes a refusal with its text.
    """
    reader = csv.reader(lines)
    header = next(reader, [])
    width, places = len(header), [header.index(name) if name in header else -1 for name in names]
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Refusal(line, "The line is no CSV.")
            continue
        if not cells:
            continue
        if len(cells) != width:
            yield Refusal(line, "The number of cells is not that of the header.")
            continue
        cells.append("")
        try:
            row = row_of(line, [cells[place] for place in places])
        except ValueError as error:
            row = Refusal(line, str(error))
        if row is not None:
            yield row
