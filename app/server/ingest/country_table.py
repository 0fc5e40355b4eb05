"""Country table: the country of an address, from the ranges that ship with the program.

`resources/places/countries.bin` is written by `scripts/country_table.py`. Unpacked it is, in this order and in little
endian: the number of countries (1 byte) and their codes (2 letters each); the number of IPv4 ranges (4 bytes), the
distance of each range's first address from that of the range before it (4 bytes each), and its country (1 byte each, 0
for none, else counted from 1); and the same for IPv6, of whose addresses the first 64 bits count (8 bytes each).
"""

from __future__ import annotations

import lzma
import sys
import tomllib
from array import array
from bisect import bisect_right
from datetime import date
from functools import cache
from ipaddress import IPv4Address
from itertools import accumulate
from typing import Literal

from app.domain.ingest.places import IpAddress
from app.resources import read_text, resource_path

TABLE = "places/countries.bin"
ABOUT = "places/countries.toml"

# Errors of unpacking a damaged file.
DAMAGE = (ArithmeticError, EOFError, LookupError, OSError, ValueError, lzma.LZMAError)


class CountryTable:
    """Sorted first addresses of ranges, and the country of each. About 4 MB in memory; a lookup takes 1.5 us."""

    def __init__(self, content: bytes) -> None:
        """Read an unpacked table. Raises one of DAMAGE."""
        view = memoryview(content)
        end = 1 + 2 * view[0]
        self._codes = (None, *(content[at : at + 2].decode("ascii") for at in range(1, end, 2)))
        self._v4_starts, self._v4_countries, end = _ranges(view, end, "I")
        self._v6_starts, self._v6_countries, end = _ranges(view, end, "Q")
        if end != len(content) or max(max(self._v4_countries), max(self._v6_countries)) >= len(self._codes):
            raise ValueError("the parts of the table do not fit each other")

    def country(self, address: IpAddress) -> str | None:
        """Return the ISO 3166 code of the country an address is assigned to, or None."""
        if isinstance(address, IPv4Address):
            return self._codes[self._v4_countries[bisect_right(self._v4_starts, int(address)) - 1]]
        return self._codes[self._v6_countries[bisect_right(self._v6_starts, int(address) >> 64) - 1]]


@cache
def shipped_countries() -> CountryTable:
    """Return the table that ships, which is read at the first call, in about 0.2 s. Raises one of DAMAGE."""
    return CountryTable(lzma.decompress(resource_path(TABLE).read_bytes()))


@cache
def shipped_date() -> date:
    """Return the day of the table that ships. Raises one of DAMAGE."""
    day = tomllib.loads(read_text(ABOUT))["date"]
    if not isinstance(day, date):
        raise ValueError("the date of the table is missing")
    return day


def _ranges(view: memoryview, at: int, kind: Literal["I", "Q"]) -> tuple[array[int], bytes, int]:
    """Return first addresses and countries of the ranges at a position, and the position behind them."""
    count = int.from_bytes(view[at : at + 4], "little")
    distances = array(kind)
    middle = at + 4 + count * distances.itemsize
    distances.frombytes(view[at + 4 : middle])
    if sys.byteorder == "big":
        distances.byteswap()
    countries = bytes(view[middle : middle + count])
    if not len(distances) == len(countries) == count > 0 or distances[0] != 0:
        raise ValueError("the table is incomplete")
    return array(kind, accumulate(distances)), countries, middle + count


NO_COUNTRIES = CountryTable(b"\0" + b"\1\0\0\0" + bytes(4 + 1) + b"\1\0\0\0" + bytes(8 + 1))
