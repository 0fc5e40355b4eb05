"""Write the table of countries that ships with the program: `python -m scripts.country_table`.

The ranges come from the npm package named below, which `npm pack` fetches. The table is described in
`app/server/ingest/country_table.py`, which reads it.
"""

from __future__ import annotations

import ipaddress
import itertools
import json
import lzma
import re
import struct
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import maxminddb

from app.domain.ingest.places import country_code

PACKAGE = "@ip-location-db/geo-whois-asn-country-mmdb"
FILES = {4: "geo-whois-asn-country-ipv4.mmdb", 6: "geo-whois-asn-country-ipv6.mmdb"}
FOLDER = Path(__file__).resolve().parents[1] / "resources" / "places"

# Special-purpose networks (RFC 6890 and its registries), and IPv6 outside what is given to networks: of no country.
SPECIAL = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
    *("192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"),
    *("224.0.0.0/3", "::/3", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "4000::/2", "8000::/1"),
)

ABOUT = """\
# The table of countries in countries.bin. Written by scripts/country_table.py.
date = {date}
source = "{package}"
version = "{version}"
licence = "CC0-1.0; contains statistics of the Number Resource Organization (NRO, https://www.nro.net), CC BY 4.0"
ipv4_ranges = {ipv4_ranges}
ipv6_ranges = {ipv6_ranges}
"""


class Range(NamedTuple):
    """Addresses from `first` to `last`, as numbers, and their country."""

    first: int
    last: int
    country: str


def main() -> None:
    """Fetch the package and write the table and the facts about it."""
    with tempfile.TemporaryDirectory() as folder:
        version = fetch(Path(folder))
        ranges = {family: list(read(Path(folder) / "package" / name, family)) for family, name in FILES.items()}
    FOLDER.mkdir(exist_ok=True)
    content = table(ranges[4], ranges[6])
    packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
    (FOLDER / "countries.bin").write_bytes(packed)
    day = re.fullmatch(r"[\d.]*\.(\d{4})(\d\d)(\d\d)\d\d", version)
    if day is None:
        raise SystemExit(f"version {version} ends in no date")
    about = ABOUT.format(
        date="-".join(day.groups()),
        package=PACKAGE,
        version=version,
        ipv4_ranges=len(ranges[4]),
        ipv6_ranges=len(ranges[6]),
    )
    (FOLDER / "countries.toml").write_text(about, "utf-8")
    sys.stdout.write(f"{len(ranges[4])} and {len(ranges[6])} ranges, {len(content)} bytes, {len(packed)} packed\n")


def fetch(folder: Path) -> str:
    """Fetch and unpack the package, and return its version."""
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    package = json.loads((folder / "package" / "package.json").read_text("utf-8"))
    return str(package["version"])


def read(path: Path, family: int) -> Iterator[Range]:
    """Yield the ranges of a database in order, without special-purpose networks, neighbours of one country joined.

    Of IPv6 addresses the first 64 bits count: of several networks that share them the largest does.
    """
    shift = 0 if family == 4 else 64
    with maxminddb.open_database(path) as database:
        networks = (
            (int(network[0]) >> shift, int(network[-1]) >> shift, code, network.num_addresses)
            for network, record in database
            if network.version == family
            and isinstance(record, dict)
            and (code := country_code(record.get("country_code"))) is not None
        )
        groups = itertools.groupby(networks, key=lambda network: network[:2])
        ranges = (Range(*max(group, key=lambda network: network[3])[:3]) for _, group in groups)
        yield from joined(without(ranges, special(family, shift)))


def special(family: int, shift: int) -> list[tuple[int, int]]:
    """Return first and last address of each special-purpose network, in order."""
    networks = [network for network in map(ipaddress.ip_network, SPECIAL) if network.version == family]
    return sorted((int(network[0]) >> shift, int(network[-1]) >> shift) for network in networks)


def without(ranges: Iterable[Range], holes: list[tuple[int, int]]) -> Iterator[Range]:
    """Yield what is left of each range without `holes`, which are in order."""
    for first, last, country in ranges:
        at = first
        for hole_first, hole_last in holes:
            if hole_last < at or hole_first > last:
                continue
            if hole_first > at:
                yield Range(at, hole_first - 1, country)
            at = hole_last + 1
        if at <= last:
            yield Range(at, last, country)


def joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield ranges in order, those that touch and have one country as one. Raises ValueError when two overlap."""
    previous: Range | None = None
    for following in ranges:
        if previous is None:
            previous = following
        elif following.first <= previous.last:
            raise ValueError(f"{following} overlaps {previous}")
        elif following.first == previous.last + 1 and following.country == previous.country:
            previous = previous._replace(last=following.last)
        else:
            yield previous
            previous = following
    if previous is not None:
        yield previous


def table(ipv4: Iterable[Range], ipv6: Iterable[Range]) -> bytes:
    """Return the table of sorted ranges, unpacked."""
    families = ((list(ipv4), 32), (list(ipv6), 64))
    codes = sorted({each.country for ranges, _ in families for each in ranges})
    numbers = {code: number for number, code in enumerate(codes, 1)}
    parts = [bytes([len(codes)]), "".join(codes).encode("ascii")]
    for ranges, bits in families:
        starts, countries = [0], [0]
        for first, last, country in ranges:
            if first == starts[-1]:  # the gap before it is empty
                countries[-1] = numbers[country]
            else:
                starts.append(first)
                countries.append(numbers[country])
            if last + 1 < 1 << bits:
                starts.append(last + 1)
                countries.append(0)
        distances = [0, *(after - before for before, after in itertools.pairwise(starts))]
        letter = "I" if bits == 32 else "Q"
        parts += [struct.pack(f"<I{len(starts)}{letter}", len(starts), *distances), bytes(countries)]
    return b"".join(parts)


if __name__ == "__main__":
    main()
