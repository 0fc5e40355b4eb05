"""Writes Parquet files a group of rows at a time, so that they can be sent while they are made.

DuckDB writes them into files only, and it may write to none but its own. Of the format
(https://parquet.apache.org/docs/file-format/) this uses one page of data for each column of a group, dictionaries for
texts, gzip, and Thrift's compact protocol for what describes them.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "time", "boolean"]

MAGIC = b"PAR1"
_MADE_BY = b"Sparklytics Desktop"
_LEVEL = 1  # of gzip: sending is slower than this
# Of Thrift's compact protocol.
_I32, _I64, _BINARY, _LIST, _STRUCT = 5, 6, 8, 9, 12
# Of Parquet: physical types, converted types, encodings, kinds of pages.
_BOOLEAN, _INT64, _BYTE_ARRAY = 0, 2, 6
_UTF8, _TIMESTAMP_MICROS = 0, 10
_PLAIN, _RLE, _RLE_DICTIONARY = 0, 3, 8
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_GZIP = 2
_PHYSICAL = {"text": _BYTE_ARRAY, "time": _INT64, "boolean": _BOOLEAN}
_CONVERTED = {"text": _UTF8, "time": _TIMESTAMP_MICROS}


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Texts may be null; times are microseconds since 1970, UTC."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class RowGroup:
    """What the end of a file says of a group of rows."""

    described: bytes
    rows: int


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The pages of a column in one group. dictionary_bytes: of the first of them, 0 when there is none."""

    body: bytes
    dictionary_bytes: int
    plain_bytes: int


def row_group(columns: Sequence[Column], rows: Sequence[Sequence[Any]], offset: int) -> tuple[bytes, RowGroup]:
    """The bytes of a group of rows, at least one, and what the end of the file says of it.

    rows: a value for each column. offset: bytes that the file has before it.
    """
    bodies, described, plain_bytes = [], [], 0
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        chunk = _chunk(column.kind, values)
        described.append(_described(column, chunk, len(values), offset))
        bodies.append(chunk.body)
        plain_bytes += chunk.plain_bytes
        offset += len(chunk.body)
    group = _struct((1, _LIST, _list(_STRUCT, described)), _i64(2, plain_bytes), _i64(3, len(rows)))
    return b"".join(bodies), RowGroup(group, len(rows))


def footer(columns: Sequence[Column], groups: Sequence[RowGroup]) -> bytes:
    """The end of a file, which begins with MAGIC and then has these groups."""
    root = _struct((4, _BINARY, _binary(b"events")), _i32(5, len(columns)))
    about = _struct(
        _i32(1, 1),
        (2, _LIST, _list(_STRUCT, [root, *map(_schema, columns)])),
        _i64(3, sum(group.rows for group in groups)),
        (4, _LIST, _list(_STRUCT, [group.described for group in groups])),
        (6, _BINARY, _binary(_MADE_BY)),
    )
    return about + len(about).to_bytes(4, "little") + MAGIC


def _schema(column: Column) -> bytes:
    fields = [_i32(1, _PHYSICAL[column.kind]), _i32(3, column.kind == "text"), (4, _BINARY, _name(column))]
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


def _chunk(kind: Kind, values: Sequence[Any]) -> _Chunk:
    if kind == "text":
        return _texts(values)
    plain = _bits(values) if kind == "boolean" else array("q", values).tobytes()
    page, plain_bytes = _page(_DATA_PAGE, plain, _data_header(len(values), _PLAIN))
    return _Chunk(page, 0, plain_bytes)


def _texts(values: Sequence[str | None]) -> _Chunk:
    """A dictionary of the texts, and for each value whether it is there and, if so, its number in the dictionary."""
    present = [value for value in values if value is not None]
    numbers = {value: number for number, value in enumerate(dict.fromkeys(present))}
    encoded = [value.encode() for value in numbers]
    words = b"".join(part for text in encoded for part in (len(text).to_bytes(4, "little"), text))
    dictionary, plain_bytes = _page(
        _DICTIONARY_PAGE, words, (7, _STRUCT, _struct(_i32(1, len(numbers)), _i32(2, _PLAIN)))
    )
    levels = _run(len(values), _bits([value is not None for value in values]))
    width, code = (8, "B") if len(numbers) <= 1 << 8 else (16, "H") if len(numbers) <= 1 << 16 else (32, "I")
    indices = array(code, map(numbers.__getitem__, present))
    indices.extend([0] * (-len(indices) % 8))
    body = len(levels).to_bytes(4, "little") + levels + bytes([width]) + _run(len(present), indices.tobytes())
    page, data_bytes = _page(_DATA_PAGE, body, _data_header(len(values), _RLE_DICTIONARY))
    return _Chunk(dictionary + page, len(dictionary), plain_bytes + data_bytes)


def _run(count: int, packed: bytes) -> bytes:
    """So many values in one bit-packed run, which has them by eight."""
    return _varint((-(-count // 8) << 1) | 1) + packed


def _bits(values: Sequence[bool]) -> bytes:
    """One bit a value, the first one lowest."""
    text = "".join("1" if value else "0" for value in reversed(values))
    return int(text, 2).to_bytes(-(-len(values) // 8), "little")


_Field = tuple[int, int, bytes]  # its number, its type, its value


def _page(kind: int, body: bytes, header: _Field) -> tuple[bytes, int]:
    """A page with its header, and how long both are before they are compressed."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)  # 16: as gzip
    packed = packer.compress(body) + packer.flush()
    about = _struct(_i32(1, kind), _i32(2, len(body)), _i32(3, len(packed)), header)
    return about + packed, len(about) + len(body)


def _data_header(count: int, encoding: int) -> _Field:
    return 5, _STRUCT, _struct(_i32(1, count), _i32(2, encoding), _i32(3, _RLE), _i32(4, _RLE))


def _struct(*fields: _Field) -> bytes:
    """Fields in the order of their numbers, no two further apart than 15."""
    parts, last = [], 0
    for number, kind, value in fields:
        parts += [bytes([(number - last) << 4 | kind]), value]
        last = number
    return b"".join((*parts, b"\0"))


def _list(kind: int, items: Iterable[bytes]) -> bytes:
    found = list(items)
    head = bytes([len(found) << 4 | kind]) if len(found) < 15 else bytes([0xF0 | kind]) + _varint(len(found))
    return head + b"".join(found)


def _i32(number: int, value: int) -> _Field:
    return number, _I32, _number(value)


def _i64(number: int, value: int) -> _Field:
    return number, _I64, _number(value)


def _name(column: Column) -> bytes:
    return _binary(column.name.encode())


def _binary(value: bytes) -> bytes:
    return _varint(len(value)) + value


def _number(value: int) -> bytes:
    """A whole number that is not negative, in zigzag form."""
    return _varint(value << 1)


def _varint(value: int) -> bytes:
    found = bytearray()
    while value > 0x7F:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])
