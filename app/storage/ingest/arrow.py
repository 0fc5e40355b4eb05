"""Hands many rows to DuckDB as columns (Arrow), which costs a fifth of handing them over one by one.

What events share (pages, sources, looks, campaigns, texts) goes once a batch, as small tables of its own with numbers
for their rows; events and sessions carry the numbers, and the statement that stores them joins both. Building a column
of numbers takes some 50 ns a value under the interpreter lock, and DuckDB reads it without.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

import duckdb
import nanoarrow as na

from app.storage.connection import Connection

T = TypeVar("T")

# Array type code -> Arrow type.
_TYPES = {"B": na.uint8(), "i": na.int32(), "I": na.uint32(), "q": na.int64(), "Q": na.uint64()}


Column: TypeAlias = "array[Any] | Sequence[str | None]"  # Any: of whole numbers


class Table:
    """Columns of one length, as DuckDB reads them."""

    def __init__(self, columns: Mapping[str, Column], rows: int) -> None:
        children = [_child(column, rows) for column in columns.values()]
        schema = na.struct({name: _type(column) for name, column in columns.items()})
        self._array = na.c_array_from_buffers(schema, rows, [None], null_count=0, children=children)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        found: tuple[object, object] = self._array.__arrow_c_array__()
        return found


def _type(column: Column) -> na.Schema:
    return _TYPES[column.typecode] if isinstance(column, array) else na.string()


def _child(column: Column, rows: int) -> na.c_array.CArray:
    if isinstance(column, array):
        return na.c_array_from_buffers(_TYPES[column.typecode], rows, [None, column], null_count=0)
    return na.c_array(column, na.string())


class Numbered(Generic[T]):
    """Different values of a batch and their numbers, from 0, in order of first appearance.

    by_identity: values are told apart as objects: equal ones that are two objects then have two numbers, which is
    harmless, and no value has to be compared.
    """

    def __init__(self, values: Sequence[T], *, by_identity: bool) -> None:
        keys: Sequence[Any] = list(map(id, values)) if by_identity else values
        different = dict(zip(keys, values, strict=True))
        numbers = dict(zip(different, range(len(different)), strict=True))
        self.values: list[T] = list(different.values())
        self.numbers = array("i", map(numbers.__getitem__, keys))


def numbers_of(rows: int) -> array[int]:
    """The column that numbers the rows of a table."""
    return array("i", range(rows))


@contextlib.contextmanager
def visible(con: Connection, tables: Mapping[str, Table]) -> Iterator[None]:
    """Let statements on `con` read `tables` by their names."""
    try:
        for name, table in tables.items():
            con.register(name, table)
        yield
    finally:
        for name in tables:
            with contextlib.suppress(duckdb.Error):  # in a transaction that failed; the next batch takes the name over
                con.unregister(name)
