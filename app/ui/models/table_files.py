"""Table files: named columns and rows of plain values as the bytes of a CSV, JSON or Parquet file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import msgspec

from app.domain.files import parquet
from app.domain.files.csv_text import csv_text
from app.ui.models.whole_file import write_whole

FileKind = Literal["csv", "json", "parquet"]
FILE_KINDS: Mapping[FileKind, str] = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}

_EPOCH_DAY, _EPOCH = date(1970, 1, 1), datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_WHOLE = range(-(1 << 63), 1 << 63)  # of Parquet


def write_table(path: Path, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Write a file of the kind that the suffix of `path` says, CSV for an unknown one.

    rows: each with a value for each name. Raises OSError with the reason in words.
    """
    rows = [[_writable(value) for value in row] for row in rows]
    makers: Mapping[str, Callable[[], bytes]] = {
        ".json": lambda: _json(names, rows),
        ".parquet": lambda: _parquet(names, rows),
    }
    make = makers.get(path.suffix.lower(), lambda: csv_text(names, map(_cells, rows)).encode())
    write_whole(path, make())


def _writable(value: object) -> object:
    """Return a value that every kind of file can encode: texts without half surrogate pairs."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return tuple(map(_writable, value)) if isinstance(value, tuple | list) else value


def _json(names: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    return msgspec.json.format(msgspec.json.encode([dict(zip(names, row, strict=True)) for row in rows]))


def _cells(row: Sequence[object]) -> Sequence[object]:
    """Return the values of a row as a spreadsheet has them."""
    return ["" if value is None else value if isinstance(value, bool | int | float) else _text(value) for value in row]


def _parquet(names: Sequence[str], rows: Sequence[Sequence[object]]) -> bytes:
    columns, values = [], []
    for at, name in enumerate(names):
        kind, encode = _kind([row[at] for row in rows])
        columns.append(parquet.Column(name, kind, may_be_null=True))
        values.append([None if row[at] is None else encode(row[at]) for row in rows])
    return parquet.whole_file(columns, list(zip(*values, strict=True)))


def _kind(values: Sequence[object]) -> tuple[parquet.Kind, Callable[[Any], object]]:
    """Return the narrowest type that all values of a column fit, and what writes one of them.

    Whole numbers beyond 64 bits are texts, and so are times without a zone: Parquet's are of UTC.
    """
    types = {type(value) for value in values if value is not None}
    if any(isinstance(value, int) and value not in _WHOLE for value in values):
        return "text", _text
    if types == {bool}:
        return "boolean", bool
    if types == {int}:
        return "whole", int
    if types and types <= {int, float}:
        return "decimal", float
    if types == {datetime} and all(value.tzinfo for value in values if isinstance(value, datetime)):
        return "time", lambda time: (time - _EPOCH) // _MICROSECOND
    if types == {date}:
        return "day", lambda day: (day - _EPOCH_DAY).days
    return "text", _text


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
