"""Geo database: looks up the country, region and city of an address in a MaxMind-format file, if there is one.

Places are optional: if anything is wrong with the file, events are stored without them, and `problem` gives the reason.
"""

from __future__ import annotations

import ipaddress
import struct
from dataclasses import dataclass
from functools import _lru_cache_wrapper, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

import maxminddb
from maxminddb.reader import Reader

from app.domain.server_status import CacheStatus


@dataclass(frozen=True, slots=True)
class Place:
    """Place of an address. country: ISO 3166 two-letter code. region, city: English names. None where unknown."""

    country: str | None = None
    region: str | None = None
    city: str | None = None


NOWHERE = Place()

# Database types are free text such as "GeoLite2-City". Those with one of these words contain no places.
_NO_PLACES = ("asn", "isp", "anonymous", "connection", "domain")


# Errors of the reader on a damaged file, whose lengths and pointers may lead anywhere.
_DAMAGE = (
    maxminddb.InvalidDatabaseError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    struct.error,
    TypeError,
    ValueError,
)


class _FileFacts(NamedTuple):
    """Facts that change when a file is replaced."""

    inode: int
    size_bytes: int
    mtime_ns: int


class _Reader(Reader):
    """The reader written in Python, without mapping the file into memory.

    The one written in C, and a mapped file that becomes shorter, both end the process when the file is damaged.
    """

    def __init__(self, path: Path) -> None:
        try:
            super().__init__(path, maxminddb.MODE_FILE)
            self.kind = str(self.metadata().database_type)
        except BaseException:
            buffer = getattr(self, "_buffer", None)  # left open by some failures
            if buffer is not None:
                buffer.close()
            raise


class Places:
    """Places of addresses, with a cache of the last `size`. problem: one sentence for the owner, or None.

    `locate` may run on one thread while `reload_if_changed` runs on another.
    """

    def __init__(self, path: Path, size: int = 20_000) -> None:
        self.problem: str | None = None
        self._path = path
        self._size = size
        self._seen: _FileFacts | None = None
        self._lookup: _lru_cache_wrapper[Place] | None = None
        self._reader: _Reader | None = None
        self._load()

    def close(self) -> None:
        """Close the file."""
        self._lookup = None
        if self._reader is not None:
            self._reader.close()

    def locate(self, address: str) -> Place:
        """Return the place of an IPv4 or IPv6 address; NOWHERE for anything unknown, private or malformed."""
        lookup = self._lookup
        return NOWHERE if lookup is None else lookup(address)

    def cache(self) -> CacheStatus:
        """Return the size and the hits of the cache since the file in use was opened."""
        lookup = self._lookup
        info = None if lookup is None else lookup.cache_info()
        size, hits, misses = (0, 0, 0) if info is None else (info.currsize, info.hits, info.misses)
        return CacheStatus("places", size, self._size, hits, misses)

    def reload_if_changed(self) -> bool:
        """Open the file again if it was replaced. Return whether its places are now in use.

        A file that is missing or damaged only changes `problem`: the previous places stay in use.
        """
        return _facts(self._path) != self._seen and self._load()

    def _load(self) -> bool:
        self._seen = _facts(self._path)
        try:
            self._path.open("rb").close()
        except FileNotFoundError:
            self._complain("was not found")
            return False
        except OSError as error:
            self._complain(f"cannot be read ({error.strerror})")
            return False
        try:
            reader = _Reader(self._path)
        except _DAMAGE:
            self._complain("is damaged, incomplete or not a MaxMind database")
        else:
            if self._reader is not None:
                self._reader.close()  # a lookup under way on another thread then finds nothing
            self._reader = reader
            self._lookup = lru_cache(maxsize=self._size)(partial(self._find, reader))
            self.problem = _shortcoming(self._path.name, reader.kind)
            return True
        return False

    def _complain(self, reason: str) -> None:
        effect = "visits are stored without places" if self._lookup is None else "places come from the file before it"
        self.problem = f"The place database {self._path.name} {reason}: {effect}."

    def _find(self, reader: _Reader, address: str) -> Place:
        try:
            ip = ipaddress.ip_address(address)
        except ValueError:
            return NOWHERE
        if ip.version == 6 and reader.metadata().ip_version == 4:
            return NOWHERE
        try:
            return _place(reader.get(ip))
        except _DAMAGE:
            self.problem = f"The place database {self._path.name} is damaged: some visits are stored without places."
            return NOWHERE


def _facts(path: Path) -> _FileFacts | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _FileFacts(status.st_ino, status.st_size, status.st_mtime_ns)


def _shortcoming(name: str, kind: str) -> str | None:
    words = kind.lower()
    if any(word in words for word in _NO_PLACES):
        return f"The place database {name} is of type {kind}, which contains no places."
    if "country" in words:
        return f"The place database {name} is of type {kind}: regions and cities stay empty."
    return None


def _place(record: object) -> Place:
    """Read a record in the shape of MaxMind and DB-IP (nested, named) or of IPinfo (flat texts)."""
    if not isinstance(record, dict):
        return NOWHERE
    subdivisions = record.get("subdivisions")
    region = subdivisions[0] if isinstance(subdivisions, list) and subdivisions else record.get("region")
    return Place(_text(record.get("country"), "iso_code"), _name(region), _name(record.get("city")))


def _name(part: object) -> str | None:
    return _text(part.get("names"), "en") if isinstance(part, dict) else _text(part, "en")


def _text(part: object, key: str) -> str | None:
    value = part.get(key) if isinstance(part, dict) else part
    return value if isinstance(value, str) and value else None
