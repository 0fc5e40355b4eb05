"""Arrow tables: hand many rows to DuckDB as columns, which costs a fifth of handing them over one by one.

Values that events share (pages, sources, contexts, campaigns, texts) are handed over once a batch, in small tables of
their own whose rows are numbered. Events and sessions carry the numbers, and the statement that stores them joins both.
Building a column of numbers takes some 50 ns a value under the interpreter lock, and DuckDB reads it without the lock.
"""

from __future__ import annotations

import contextlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Generic, TypeAlias, TypeVar

import duckdb
import nanoarrow as na
from nanoarrow.c_array_stream import CArrayStream

from app.storage.connection import Connection

T = TypeVar("T")

# Array type code -> Arrow type.
_TYPES = {"B": na.uint8(), "i": na.int32(), "I": na.uint32(), "q": na.int64(), "Q": na.uint64()}


Column: TypeAlias = "array[Any] | Sequence[str | None]"  # Any: of whole numbers


class Table:
    """Columns of equal length, as DuckDB reads them. rows: their length."""

    def __init__(self, columns: Mapping[str, Column], rows: int) -> None:
        children = [_child(column, rows) for column in columns.values()]
        schema = na.struct({name: _type(column) for name, column in columns.items()})
        self.array = na.c_array_from_buffers(schema, rows, [None], null_count=0, children=children)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        capsules: tuple[object, object] = self.array.__arrow_c_array__()
        return capsules


class Chunks:
    """Arrays with the same columns, which DuckDB reads as one table. At least one."""

    def __init__(self, arrays: Sequence[na.c_array.CArray]) -> None:
        self._arrays = arrays

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return CArrayStream.from_c_arrays(self._arrays, self._arrays[0].schema, validate=False).__arrow_c_stream__()


def _type(column: Column) -> na.Schema:
    return _TYPES[column.typecode] if isinstance(column, array) else na.string()


def _child(column: Column, rows: int) -> na.c_array.CArray:
    if isinstance(column, array):
        return na.c_array_from_buffers(_TYPES[column.typecode], rows, [None, column], null_count=0)
    return na.c_array(column, na.string())


class Numbered(Generic[T]):
    """The distinct values of some columns, and the columns as their numbers, from 0 in order of first appearance.

    by_identity: compare values as objects. Equal values that are two objects then have two numbers, which is harmless,
    and no value has to be hashed.
    """

    def __init__(self, columns: Sequence[Sequence[T]], *, by_identity: bool) -> None:
        keys: Sequence[Sequence[Any]] = [list(map(id, column)) for column in columns] if by_identity else columns
        distinct = dict(zip(chain.from_iterable(keys), chain.from_iterable(columns), strict=True))
        numbers = dict(zip(distinct, range(len(distinct)), strict=True))
        self.values: list[T] = list(distinct.values())
        self.columns = [array("i", map(numbers.__getitem__, column)) for column in keys]


def fetched(con: Connection, text: str, values: Mapping[str, Any]) -> Chunks | None:  # Any: values to bind
    """Run a query and return its rows as columns, None without any. None of them becomes a Python value."""
    arrays = list(na.c_array_stream(con.sql(text, params=values)))
    return Chunks(arrays) if arrays else None


def numbers_of(rows: int) -> array[int]:
    """Return the column that numbers the rows of a table."""
    return array("i", range(rows))


@contextlib.contextmanager
def visible(con: Connection, tables: Mapping[str, Table | Chunks]) -> Iterator[None]:
    """Make `tables` readable by their names for statements on `con`."""
    try:
        for name, table in tables.items():
            con.register(name, table)
        yield
    finally:
        for name in tables:
            with contextlib.suppress(duckdb.Error):  # in a transaction that failed; the next batch takes the name over
                con.unregister(name)
