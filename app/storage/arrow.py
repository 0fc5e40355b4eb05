"""Arrow tables: hand many rows to DuckDB as columns, which costs a fifth of handing them over one by one.

Values that rows share (pages, sources, contexts, campaigns, texts) are handed over once a table: a column then has its
distinct values and their numbers, as a dictionary of Arrow. Building a column of numbers takes some 50 ns a value under
the interpreter lock, and DuckDB reads it without the lock.
"""

from __future__ import annotations

import contextlib
import ctypes
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Generic, TypeAlias, TypeVar

import duckdb
import nanoarrow as na
from nanoarrow.c_array_stream import CArrayStream

from app.storage.connection import Connection

T = TypeVar("T")

# Array type code -> Arrow type.
_TYPES = {"B": na.uint8(), "i": na.int32(), "I": na.uint32(), "q": na.int64(), "Q": na.uint64()}
_SHARED = na.dictionary(na.int32(), na.string())

# Size of Arrow's `struct ArrowArray`: five numbers of 64 bits, then five pointers.
_ARRAY_BYTES = 5 * 8 + 5 * ctypes.sizeof(ctypes.c_void_p)


@dataclass(frozen=True, slots=True)
class Shared(Generic[T]):
    """Values that rows share. numbers: of each row, its place in `values`."""

    numbers: array[int]
    values: Sequence[T]


def shared_of(column: Sequence[T], *, by_identity: bool) -> Shared[T]:
    """Return the distinct values of a column in order of first appearance.

    by_identity: compare values as objects. Equal values that are two objects are then there twice, which is harmless,
    and no value has to be hashed.
    """
    keys: Sequence[Any] = list(map(id, column)) if by_identity else column
    distinct = dict(zip(keys, column, strict=True))
    numbers = dict(zip(distinct, range(len(distinct)), strict=True))
    return Shared(array("i", map(numbers.__getitem__, keys)), list(distinct.values()))


Column: TypeAlias = "array[Any] | Sequence[str | None] | Shared[str | None]"  # Any: of whole numbers


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
    if isinstance(column, Shared):
        return _SHARED
    return _TYPES[column.typecode] if isinstance(column, array) else na.string()


def _child(column: Column, rows: int) -> na.c_array.CArray:
    if isinstance(column, Shared):
        return _shared(column, rows)
    if isinstance(column, array):
        return na.c_array_from_buffers(_TYPES[column.typecode], rows, [None, column], null_count=0)
    return _strings(column)


def _strings(values: Sequence[str | None]) -> na.c_array.CArray:
    """Return texts as an array. nanoarrow's own way, an iterable, leaves objects behind that refer to each other: only
    the garbage collector frees such, and with them all columns of a batch, while nothing else runs.
    """
    texts = [b"" if value is None else value.encode() for value in values]
    missing = values.count(None)
    is_there = None
    if missing:  # a bit for each value, the first one lowest
        bits = "".join("0" if value is None else "1" for value in reversed(values))
        is_there = int(bits, 2).to_bytes((len(values) + 7) // 8, "little")
    buffers = [is_there, array("i", accumulate(map(len, texts), initial=0)), b"".join(texts)]
    return na.c_array_from_buffers(na.string(), len(values), buffers, null_count=missing)


def _shared(column: Shared[str | None], rows: int) -> na.c_array.CArray:
    """Return a column with a dictionary. nanoarrow describes one, but has no way of its own to fill it."""
    buffers = [None, column.numbers]
    whole = na.c_array_from_buffers(_SHARED, rows, buffers, null_count=0, validation_level="none")
    values = _strings(column.values)
    # The two structures are exchanged, as Arrow's C data interface allows: `whole` then has the values, and the empty
    # dictionary that it came with is released with `values`.
    empty = ctypes.string_at(whole.dictionary._addr(), _ARRAY_BYTES)
    ctypes.memmove(whole.dictionary._addr(), values._addr(), _ARRAY_BYTES)
    ctypes.memmove(values._addr(), empty, _ARRAY_BYTES)
    return whole


def fetched(con: Connection, text: str, values: Mapping[str, Any]) -> Chunks | None:  # Any: values to bind
    """Run a query and return its rows as columns, None without any. None of them becomes a Python value."""
    arrays = list(na.c_array_stream(con.sql(text, params=values)))
    return Chunks(arrays) if arrays else None


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
