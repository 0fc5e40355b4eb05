"""Places of addresses: countries from the table that ships, regions and cities from a database of the owner's.

The owner's is one file in MaxMind's format, or one for IPv4 and one for IPv6. Places are optional: if anything is wrong
with a file, events are stored without what it would add, and `check` gives the reason.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import _lru_cache_wrapper, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import maxminddb
from maxminddb.reader import Reader

from app.domain.errors import ValidationFailed
from app.domain.ingest.places import NOWHERE, IpAddress, Place, merged_place, place_of, public_address
from app.domain.server_status import CacheStatus, HealthCheck, PlacesSource, Reason, ReasonCode, because, health
from app.server.ingest import country_table
from app.server.ingest.country_table import NO_COUNTRIES, CountryTable, shipped_countries, shipped_date
from app.server.ingest.search_tree import BlockedFile, SearchTree

# Database types are free text such as "GeoLite2-City". The first of these groups with a word in it tells the contents;
# "ipinfo country_asn.mmdb" contains countries.
_WORDS = (
    ("cities", ("city", "location")),
    ("countries", ("country", "ipinfo_lite")),
    ("nothing", ("asn", "isp", "anonymous", "connection", "domain")),
)

# Publishers whose licence asks to be named next to the places, by a word of the database type.
_OWNERS = (("dbip", ("IP Geolocation by DB-IP", "https://db-ip.com")),)
_NETWORKS_TRIED = 10_000  # of a new file, until one has a city

PLACES_OF_A_FILE = 20_000  # kept, by their position in the file: thousands of addresses share one

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
            self.built_s = int(self.metadata().build_epoch)
            metadata = self.metadata()
            self._tree = SearchTree(self._bytes_at, metadata.node_count, metadata.record_size, self._ipv4_start)
            self._has_ipv6 = metadata.ip_version != 4
            self._place_at = lru_cache(PLACES_OF_A_FILE)(self._read_place)
        except BaseException:  # whatever ended it, the file must not stay open; it goes on to the caller
            buffer = getattr(self, "_buffer", None)  # left open by some failures
            if buffer is not None:
                buffer.close()
            raise

    def _load_buffer(self, database: Any, mode: int = maxminddb.MODE_FILE) -> str:  # Any: as the base class takes it
        self._buffer = BlockedFile(database)
        self._buffer_size = self._buffer.size()
        return str(database)

    def place(self, address: IpAddress) -> Place:
        """Return the place of an address; NOWHERE for what the file does not contain. Raises one of _DAMAGE."""
        if address.version == 6 and not self._has_ipv6:
            return NOWHERE
        pointer = self._tree.find(address)
        return self._place_at(pointer) if pointer else NOWHERE

    def _bytes_at(self, start: int, size: int) -> bytes:
        return bytes(self._buffer[start : start + size])

    def _read_place(self, pointer: int) -> Place:
        return place_of(self._resolve_data_pointer(pointer))


class CityDatabase:
    """One file of the owner's.

    is_expected: whether the owner named the file, so that its absence is a problem.
    `place` may run on one thread while `reload_if_changed` runs on another.
    """

    def __init__(self, path: Path, is_expected: bool) -> None:
        self._code: ReasonCode = "city_damaged"
        self._details: tuple[str, ...] = ()
        self._fault = self._effect = ""  # what is wrong; what comes of it, blank when the file gives nothing
        self._path = path
        self._is_expected = is_expected
        self._seen: _FileFacts | None = None
        self._reader: _Reader | None = None

    @property
    def has_cities(self) -> bool:
        """True when regions and cities come from this file, or from the one that was there before."""
        return self._reader is not None and _contents(self._reader.kind) == "cities"

    @property
    def path(self) -> Path:
        return self._path

    def source(self) -> PlacesSource | None:
        """Return what the file is; None unless regions and cities come from it."""
        reader = self._reader
        if reader is None or not self.has_cities:
            return None
        name, url = next((owner for word, owner in _OWNERS if word in reader.kind.lower()), ("", ""))
        return PlacesSource(reader.kind, datetime.fromtimestamp(reader.built_s, UTC).date(), name, url)

    def problem(self, other: str) -> Reason | None:
        """Return what is wrong, None for nothing. other: another file with cities, blank without one."""
        if not self._fault:
            return None
        without = f"regions and cities come from {other} alone" if other else "regions and cities stay empty"
        text = f"The city database {self._path.name} {self._fault}: {self._effect or without}."
        return because(self._code, text, self._path.name, *self._details)

    def install(self, new: Path) -> None:
        """Put a checked file in the place of this one, and open it. Raises OSError, and goes on with the old one."""
        previous, self._reader = self._reader, None
        if previous is not None:
            previous.close()  # Windows replaces no file that is open
        try:
            new.replace(self._path)
        finally:
            self.load()

    def close(self) -> None:
        """Close the file."""
        if self._reader is not None:
            self._reader.close()

    def place(self, address: IpAddress) -> Place:
        """Return the place of an address; NOWHERE for anything unknown."""
        reader = self._reader
        if reader is None:
            return NOWHERE
        try:
            return reader.place(address)
        except _DAMAGE:
            if reader is self._reader:  # not closed meanwhile because another took over
                self._complain("city_damaged", "is damaged", effect="some visits are stored without cities")
            return NOWHERE

    def reload_if_changed(self) -> bool:
        """Open the file if it was replaced. Return whether its places are now in use.

        A file that is missing or damaged only changes `problem`: the previous places stay in use.
        """
        return _facts(self._path) != self._seen and self.load()

    def load(self) -> bool:
        """Open the file. Return whether its places are now in use."""
        self._seen = _facts(self._path)
        try:
            self._path.open("rb").close()
        except FileNotFoundError:
            if self._is_expected or self._reader is not None:
                self._complain("city_missing", "was not found")
            else:
                self._fault = ""
            return False
        except OSError as error:
            words = error.strerror or "unknown error"
            self._complain("city_unreadable", f"cannot be read ({words})", words)
            return False
        try:
            reader = _Reader(self._path)
        except _DAMAGE:
            self._complain("city_damaged", "is damaged, incomplete or not a MaxMind database")
            return False
        previous, self._reader = self._reader, reader
        if previous is not None:
            previous.close()  # a lookup under way on another thread then finds nothing
        self._fault = ""
        if _contents(reader.kind) == "nothing":
            self._complain("city_without_places", f"is of type {reader.kind}, which contains no places", reader.kind)
        return True

    def _complain(self, code: ReasonCode, fault: str, *details: str, effect: str = "") -> None:
        """Note what is wrong with the file. details: facts of the code, without the name of the file."""
        self._code, self._fault, self._details = code, fault, details
        is_before = code != "city_without_places" and self._reader is not None
        self._effect = effect or ("places come from the file before it" if is_before else "")


class Places:
    """Places of addresses, with a cache of the last `size`.

    databases: files of the owner's. countries: reads the table that ships; called at the first lookup.
    """

    def __init__(
        self,
        databases: Sequence[CityDatabase],
        size: int = 20_000,
        countries: Callable[[], CountryTable] = shipped_countries,
    ) -> None:
        self._databases = databases
        self._size = size
        self._read_countries = countries
        self._countries: CountryTable | None = None
        self._day: date | None = None
        self._is_table_damaged = False
        self._lookup = self._new_lookup()

    def open(self) -> None:
        """Open the files. Blocks for the disk."""
        try:
            self._day = shipped_date()
        except country_table.DAMAGE:
            self._is_table_damaged = True
        for database in self._databases:
            database.load()

    def close(self) -> None:
        """Close the files."""
        for database in self._databases:
            database.close()

    def locate(self, address: str) -> Place:
        """Return the place of an IPv4 or IPv6 address; NOWHERE for anything unknown, private or malformed."""
        return self._lookup(address)

    def cache(self) -> CacheStatus:
        """Return the size and the hits of the cache since the files in use were opened."""
        info = self._lookup.cache_info()
        return CacheStatus("places", info.currsize, self._size, info.hits, info.misses)

    def reload_if_changed(self) -> bool:
        """Open files that were replaced. Return whether new places are now in use. Blocks for the disk."""
        changes = [database.reload_if_changed() for database in self._databases]
        if any(changes):
            self._lookup = self._new_lookup()
        return any(changes)

    def install(self, path: Path, new: Path) -> None:
        """Put a checked file in the place of the database at `path`, and use it. Blocks; raises OSError."""
        database = next(database for database in self._databases if database.path == path)
        try:
            database.install(new)
        finally:
            self._lookup = self._new_lookup()

    def source(self) -> PlacesSource:
        """Return where regions and cities come from."""
        sources = (database.source() for database in self._databases)
        return next((source for source in sources if source is not None), PlacesSource())

    def check(self) -> HealthCheck:
        """Return what is known about places, and what is wrong with their files."""
        problems = [reason for database in self._databases if (reason := database.problem(self._beside(database)))]
        if self._is_table_damaged:
            text = "The table of countries is damaged. Install the program again."
            problems.insert(0, because("countries_damaged", text))
        if problems:
            return health("places", *problems, is_ok=False)
        if any(database.has_cities for database in self._databases):
            known = because("places_known", "Countries, regions and cities are known.")
            return health("places", known, is_ok=True)
        more = "A city database would add regions and cities."
        if self._day is None:
            return health("places", because("countries_of_no_day", f"Countries are known. {more}"), is_ok=True)
        text = f"Countries are known as of {self._day.day} {self._day:%B %Y}. {more}"
        return health("places", because("countries_known", text, self._day.isoformat()), is_ok=True)

    def _beside(self, database: CityDatabase) -> str:
        """Return the name of another file that gives cities, blank without one."""
        others = (other for other in self._databases if other is not database and other.has_cities)
        return next((other.path.name for other in others), "")

    def _new_lookup(self) -> _lru_cache_wrapper[Place]:
        return lru_cache(maxsize=self._size)(self._find)

    def _find(self, text: str) -> Place:
        address = public_address(text)
        if address is None:
            return NOWHERE
        places = (database.place(address) for database in self._databases)
        return merged_place(self._country(address), next((place for place in places if place != NOWHERE), NOWHERE))

    def _country(self, address: IpAddress) -> str | None:
        if self._countries is None:
            try:
                self._countries = self._read_countries()
            except country_table.DAMAGE:
                self._is_table_damaged = True
                self._countries = NO_COUNTRIES
        return self._countries.country(address)


def check_city_file(path: Path) -> None:
    """Check that a file opens, has cities and answers for an address. Raises ValidationFailed. Blocks."""
    try:
        reader = _Reader(path)
    except _DAMAGE as error:
        raise ValidationFailed(
            "The file is damaged or not a database in MaxMind's format (MMDB).", field="body"
        ) from error
    try:
        if _contents(reader.kind) != "cities":
            raise ValidationFailed(f"The file is of type {reader.kind}, which contains no cities.", field="body")
        networks = (network for network, record in islice(reader, _NETWORKS_TRIED) if place_of(record).city)
        network = next(networks, None)
        if network is None or not reader.place(network.network_address).city:
            raise ValidationFailed("The file has no city for any address.", field="body")
    except _DAMAGE as error:
        raise ValidationFailed("The file is damaged: looking an address up fails.", field="body") from error
    finally:
        reader.close()


def _facts(path: Path) -> _FileFacts | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _FileFacts(status.st_ino, status.st_size, status.st_mtime_ns)


def _contents(kind: str) -> str:
    """Return `cities`, `countries` or `nothing`. A type without a known word is taken for one of cities."""
    words = kind.lower()
    return next((contents for contents, group in _WORDS if any(word in words for word in group)), "cities")
