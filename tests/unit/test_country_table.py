"""The table of countries: what bisection answers, what ships, and what its script makes of a database."""

from __future__ import annotations

import itertools
import lzma
import time
import tomllib
from datetime import date
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.resources import read_text, resource_path
from app.server.ingest.country_table import (
    ABOUT,
    DAMAGE,
    NO_COUNTRIES,
    TABLE,
    CountryTable,
    shipped_countries,
    shipped_date,
)
from scripts.country_table import SPECIAL, Range, joined, read, table, without

CODES = ("AU", "DE", "FR", "JP")


def ranges(bits: int) -> st.SearchStrategy[list[Range]]:
    """Ranges in order that do not overlap; some touch, some begin or end where the numbers do."""
    numbers = st.integers(0, 2**bits - 1) | st.integers(0, 20) | st.integers(2**bits - 20, 2**bits - 1)

    def paired(edges: list[int], codes: list[str]) -> list[Range]:
        pairs = zip(edges[::2], edges[1::2], strict=False)
        return [Range(first, last, code) for (first, last), code in zip(pairs, codes, strict=False)]

    edges = st.lists(numbers, unique=True, max_size=24).map(sorted)
    return st.builds(paired, edges, st.lists(st.sampled_from(CODES), min_size=12, max_size=12))


def scan(ranges: list[Range], number: int) -> str | None:
    """The country of the range that a number is in, by looking at all of them."""
    return next((each.country for each in ranges if each.first <= number <= each.last), None)


def probes(ranges: list[Range], bits: int, more: list[int]) -> set[int]:
    """Both edges of every range, the numbers beside them, the first and the last number of all, and some more."""
    edges = {edge for each in ranges for edge in (each.first - 1, each.first, each.last, each.last + 1)}
    return {edge for edge in (*edges, *more, 0, 2**bits - 1) if 0 <= edge < 2**bits}


@given(ranges(32), st.lists(st.integers(0, 2**32 - 1), max_size=8))
def test_an_ipv4_lookup_agrees_with_a_scan_of_all_ranges(v4: list[Range], more: list[int]) -> None:
    countries = CountryTable(table(v4, []))
    for number in probes(v4, 32, more):
        assert countries.country(IPv4Address(number)) == scan(v4, number)


@given(ranges(64), st.lists(st.integers(0, 2**64 - 1), max_size=8))
def test_an_ipv6_lookup_agrees_with_a_scan_of_all_ranges(v6: list[Range], more: list[int]) -> None:
    countries = CountryTable(table([], v6))
    for number in probes(v6, 64, more):
        for address in (IPv6Address(number << 64), IPv6Address((number << 64) + 2**64 - 1)):
            assert countries.country(address) == scan(v6, number)


@given(ranges(32))
def test_joining_ranges_keeps_every_country_and_merges_neighbours(v4: list[Range]) -> None:
    whole = list(joined(v4))
    for each in v4:
        assert scan(whole, each.first) == scan(whole, each.last) == each.country
    assert sum(last - first + 1 for first, last, _ in whole) == sum(last - first + 1 for first, last, _ in v4)
    assert not any(
        before.last + 1 == after.first and before.country == after.country
        for before, after in itertools.pairwise(whole)
    )


def test_ranges_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        list(joined([Range(0, 10, "DE"), Range(10, 20, "FR")]))


def test_holes_are_cut_out_of_ranges() -> None:
    holes = [(5, 6), (10, 12), (20, 30)]
    assert list(
        without([Range(0, 11, "DE"), Range(12, 12, "FR"), Range(13, 19, "FR"), Range(19, 40, "JP")], holes)
    ) == [
        *(Range(0, 4, "DE"), Range(7, 9, "DE"), Range(13, 19, "FR"), Range(19, 19, "JP"), Range(31, 40, "JP")),
    ]


def test_the_script_reads_a_database_into_ranges(tmp_path: Path) -> None:
    path = tmp_path / "countries.mmdb"
    networks = {
        **{"1.0.0.0/24": "AU", "1.0.1.0/24": "AU", "1.0.2.0/23": "JP", "10.0.0.0/8": "FR", "9.255.255.0/24": "FR"},
        **{"8.0.0.0/24": "EU", "8.0.1.0/24": "Germany"},
    }
    writer = MMDBWriter(4, "countries")
    for network, code in networks.items():
        writer.insert_network(IPSet([network]), {"country_code": code})
    writer.to_db_file(str(path))
    assert [(str(ip_address(first)), str(ip_address(last)), code) for first, last, code in read(path, 4)] == [
        ("1.0.0.0", "1.0.1.255", "AU"),
        ("1.0.2.0", "1.0.3.255", "JP"),
        ("9.255.255.0", "9.255.255.255", "FR"),
    ]


def test_an_ipv6_network_is_read_by_its_first_64_bits(tmp_path: Path) -> None:
    path = tmp_path / "countries.mmdb"
    writer = MMDBWriter(6, "countries")
    networks = {"2a00::/63": "DE", "2a00:0:0:2::/64": "DE", "2a00:0:0:3::/66": "DE", "2a00:0:0:3:4000::/66": "DE"}
    networks |= {"2a00:0:0:3:8000::/65": "FR", "2a00:0:0:5::1/128": "JP", "2001:db8::/32": "AU"}
    for network, code in networks.items():
        writer.insert_network(IPSet([network]), {"country_code": code})
    writer.to_db_file(str(path))
    start = 0x2A00 << 48
    assert list(read(path, 6)) == [
        *(Range(start, start + 2, "DE"), Range(start + 3, start + 3, "FR"), Range(start + 5, start + 5, "JP")),
    ]


def test_the_table_that_ships_is_small_dated_and_names_its_source() -> None:
    assert resource_path(TABLE).stat().st_size <= 2 * 1024**2
    about = tomllib.loads(read_text(ABOUT))
    assert about["date"] == shipped_date() >= date(2026, 6, 1)
    assert about["source"] == "@ip-location-db/geo-whois-asn-country-mmdb"
    for name in ("NRO", "CC0-1.0"):
        assert name in about["licence"]
        assert name in (Path(__file__).resolve().parents[2] / "NOTICE").read_text("utf-8")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("9.9.9.9", "US"),
        ("193.0.6.139", "NL"),
        ("141.14.0.1", "DE"),
        ("133.11.0.1", "JP"),
        ("200.160.2.3", "BR"),
        ("2001:67c:2e8:22::c100:68b", "NL"),
        ("2001:4860:4860::8888", "US"),
        ("2a02:8100::1", "DE"),
    ],
)
def test_the_table_that_ships_knows_countries(address: str, code: str) -> None:
    assert shipped_countries().country(ip_address(address)) == code


def test_special_networks_are_in_no_country() -> None:
    countries = shipped_countries()
    for network in map(ip_network, (*SPECIAL, "fc00::/7", "fe80::/10", "::1/128", "2001::/32")):
        for address in (network[0], network[-1]):
            assert countries.country(address) is None


def test_an_address_is_looked_up_in_microseconds() -> None:
    countries = shipped_countries()
    addresses = [IPv4Address(number * 429_496 % 2**32) for number in range(10_000)]
    start = time.process_time()
    for address in addresses:
        countries.country(address)
    assert (time.process_time() - start) / len(addresses) < 20e-6  # about 1 us


def test_a_table_without_ranges_knows_no_country() -> None:
    assert NO_COUNTRIES.country(IPv4Address("9.9.9.9")) is None
    assert NO_COUNTRIES.country(IPv6Address("2a00::")) is None


@given(st.data())
def test_a_damaged_table_either_works_or_raises_a_damage_error(data: st.DataObject) -> None:
    content = bytearray(table([Range(5, 9, "DE"), Range(20, 2**32 - 1, "FR")], [Range(7, 2**63, "JP")]))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    try:
        countries = CountryTable(bytes(content[: data.draw(st.integers(0, len(content)))]))
    except DAMAGE:
        return
    for address in (IPv4Address(0), IPv4Address(2**32 - 1), IPv6Address(0), IPv6Address(2**128 - 1)):
        countries.country(address)


def test_a_packed_table_that_was_cut_or_changed_is_refused() -> None:
    packed = resource_path(TABLE).read_bytes()
    changed = bytearray(packed)
    changed[len(changed) // 2] ^= 1
    for content in (packed[: len(packed) // 2], bytes(changed), b"", b"text"):
        with pytest.raises(DAMAGE):
            CountryTable(lzma.decompress(content))
