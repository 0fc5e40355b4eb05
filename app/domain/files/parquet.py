"""Parquet writer for streams: returns a file row group by row group, so that it can be sent while it is written.

DuckDB's COPY writes a whole file before its first byte can be sent (docs/decisions/0016-exports.md). Of the format
(https://parquet.apache.org/docs/file-format/) this uses one data page for each column of a row group, dictionaries for
texts, gzip, and Thrift's compact protocol for the metadata.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "time", "day", "boolean", "whole", "decimal"]

MAGIC = b"PAR1"
_CREATED_BY = b"Sparklytics Desktop"
_LEVEL = 1  # of gzip: higher ones take longer than sending saves
# Of Thrift's compact protocol.
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
# Of Parquet: physical types, converted types, encodings, kinds of pages.
_BOOLEAN, _INT32, _INT64, _DOUBLE, _BYTE_ARRAY = 0, 1, 2, 5, 6
_UTF8, _DATE, _TIMESTAMP_MICROS = 0, 6, 10
_PLAIN, _RLE, _RLE_DICTIONARY = 0, 3, 8
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_GZIP = 2
_PHYSICAL = {
    **{"text": _BYTE_ARRAY, "time": _INT64, "day": _INT32},
    **{"boolean": _BOOLEAN, "whole": _INT64, "decimal": _DOUBLE},
}
_CODES = {"time": "q", "day": "i", "whole": "q", "decimal": "d"}  # of arrays
_CONVERTED = {"text": _UTF8, "time": _TIMESTAMP_MICROS, "day": _DATE}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Times are microseconds since 1970, UTC, days are days since then; whole numbers have 64 bits.

    may_be_null: whether values may be None; texts may in any case.
    """

    name: str
    kind: Kind = "text"
    may_be_null: bool = False

    @property
    def is_optional(self) -> bool:
        return self.may_be_null or self.kind == "text"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The entry of a row group in the footer. description: Thrift."""

    description: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The pages of a column in one row group. dictionary_bytes: size of the dictionary page, 0 without one."""

    body: bytes
    dictionary_bytes: int
    plain_bytes: int


def row_group(columns: Sequence[Column], rows: Sequence[Sequence[Any]], offset: int) -> tuple[bytes, RowGroup]:
    """Return the bytes of a row group and its entry in the footer.

    rows: at least one, each with a value for each column. offset: bytes of the file before the group.
    """
    bodies, descriptions, plain_bytes = [], [], 0
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        chunk = _chunk(column, values)
        descriptions.append(_described(column, chunk, len(values), offset))
        bodies.append(chunk.body)
        plain_bytes += chunk.plain_bytes
        offset += len(chunk.body)
    group = _struct((1, _LIST, _list(_STRUCT, descriptions)), _i64(2, plain_bytes), _i64(3, len(rows)))
    return b"".join(bodies), RowGroup(group, len(rows))


def whole_file(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> bytes:
    """Return a file of these rows, each with a value for each column."""
    groups, body = [], MAGIC
    if rows:
        part, group = row_group(columns, rows, len(body))
        groups, body = [group], body + part
    return body + footer(columns, groups)


def footer(columns: Sequence[Column], groups: Sequence[RowGroup]) -> bytes:
    """Return the end of a file that consists of MAGIC and these groups."""
    root = _struct((4, _BINARY, _binary(b"events")), _i32(5, len(columns)))
    metadata = _struct(
        _i32(1, 1),
        (2, _LIST, _list(_STRUCT, [root, *map(_schema, columns)])),
        _i64(3, sum(group.rows for group in groups)),
        (4, _LIST, _list(_STRUCT, [group.description for group in groups])),
        (6, _BINARY, _binary(_CREATED_BY)),
    )
    return metadata + len(metadata).to_bytes(4, "little") + MAGIC


def _schema(column: Column) -> bytes:
    fields = [_i32(1, _PHYSICAL[column.kind]), _i32(3, column.is_optional), (4, _BINARY, _name(column))]
    if column.kind in _CONVERTED:
        fields.append(_i32(6, _CONVERTED[column.kind]))
    return _struct(*fields)


def _described(column: Column, chunk: _Chunk, count: int, offset: int) -> bytes:
    encodings = [_PLAIN, _RLE, _RLE_DICTIONARY] if chunk.dictionary_bytes else [_PLAIN]
    fields = [
        _i32(1, _PHYSICAL[column.kind]),
        (2, _LIST, _list(_I32, map(_number, encodings))),
        (3, _LIST, _list(_BINARY, [_name(column)])),
        _i32(4, _GZIP),
        _i64(5, count),
        _i64(6, chunk.plain_bytes),
        _i64(7, len(chunk.body)),
        _i64(9, offset + chunk.dictionary_bytes),
    ]
    if chunk.dictionary_bytes:
        fields.append(_i64(11, offset))
    return _struct(_i64(2, offset), (3, _STRUCT, _struct(*fields)))


def _chunk(column: Column, values: Sequence[Any]) -> _Chunk:
    if column.kind == "text":
        return _texts(values)
    levels = _levels(values) if column.may_be_null else b""
    present = [value for value in values if value is not None] if column.may_be_null else values
    plain = _bits(present) if column.kind == "boolean" else array(_CODES[column.kind], present).tobytes()
    page, plain_bytes = _page(_DATA_PAGE, levels + plain, _data_header(len(values), _PLAIN))
    return _Chunk(page, 0, plain_bytes)


def _texts(values: Sequence[str | None]) -> _Chunk:
    """Encode texts as a dictionary, a presence bit for each value, and the index of each value that is present."""
    present = [value for value in values if value is not None]
    numbers = {value: number for number, value in enumerate(dict.fromkeys(present))}
    encoded = [value.encode() for value in numbers]
    words = b"".join(part for text in encoded for part in (len(text).to_bytes(4, "little"), text))
    dictionary, plain_bytes = _page(
        _DICTIONARY_PAGE, words, (7, _STRUCT, _struct(_i32(1, len(numbers)), _i32(2, _PLAIN)))
    )
    width, code = (8, "B") if len(numbers) <= 1 << 8 else (16, "H") if len(numbers) <= 1 << 16 else (32, "I")
    indices = array(code, map(numbers.__getitem__, present))
    indices.extend([0] * (-len(indices) % 8))
    body = _levels(values) + bytes([width]) + _run(len(present), indices.tobytes())
    page, data_bytes = _page(_DATA_PAGE, body, _data_header(len(values), _RLE_DICTIONARY))
    return _Chunk(dictionary + page, len(dictionary), plain_bytes + data_bytes)


def _levels(values: Sequence[object]) -> bytes:
    """Return the presence bits of values, with their length."""
    levels = _run(len(values), _bits([value is not None for value in values]))
    return len(levels).to_bytes(4, "little") + levels


def _run(count: int, packed: bytes) -> bytes:
    """Return `count` values as one bit-packed run, whose length counts groups of eight."""
    return _varint((-(-count // 8) << 1) | 1) + packed


def _bits(values: Sequence[bool]) -> bytes:
    """Pack one bit a value, the first one lowest."""
    text = "".join("1" if value else "0" for value in reversed(values))
    return int(text or "0", 2).to_bytes(-(-len(values) // 8), "little")


_Field = tuple[int, int, bytes]  # number, type, value


def _page(kind: int, body: bytes, header: _Field) -> tuple[bytes, int]:
    """Return a page with its header, and the size of both before compression."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)  # 16: as gzip
    packed = packer.compress(body) + packer.flush()
    metadata = _struct(_i32(1, kind), _i32(2, len(body)), _i32(3, len(packed)), header)
    return metadata + packed, len(metadata) + len(body)


def _data_header(count: int, encoding: int) -> _Field:
    return 5, _STRUCT, _struct(_i32(1, count), _i32(2, encoding), _i32(3, _RLE), _i32(4, _RLE))


def _struct(*fields: _Field) -> bytes:
    """Encode fields, given in the order of their numbers, with gaps of at most 15."""
    parts, last = [], 0
    for number, kind, value in fields:
        parts += [bytes([(number - last) << 4 | kind]), value]
        last = number
    return b"".join((*parts, b"\0"))


def _list(kind: int, items: Iterable[bytes]) -> bytes:
    encoded = list(items)
    head = bytes([len(encoded) << 4 | kind]) if len(encoded) < 15 else bytes([0xF0 | kind]) + _varint(len(encoded))
    return head + b"".join(encoded)


def _i32(number: int, value: int) -> _Field:
    return number, _I32, _number(value)


def _i64(number: int, value: int) -> _Field:
    return number, _I64, _number(value)


def _name(column: Column) -> bytes:
    return _binary(column.name.encode())


def _binary(value: bytes) -> bytes:
    return _varint(len(value)) + value


def _number(value: int) -> bytes:
    """Encode a non-negative integer in zigzag form."""
    return _varint(value << 1)


def _varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])
