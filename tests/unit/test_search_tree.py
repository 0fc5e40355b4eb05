"""Search tree of a city database: the same records as the library finds, by pages of nodes."""

from __future__ import annotations

import random
from ipaddress import ip_address, ip_network
from pathlib import Path

import maxminddb
import pytest
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.domain.ingest.places import place_of
from app.server.ingest.geoip import CityDatabase
from app.server.ingest.search_tree import SearchTree

RANDOM = random.Random(12)


@pytest.mark.parametrize("ip_version", [4, 6])
def test_every_address_has_the_record_that_the_library_finds(tmp_path: Path, ip_version: int) -> None:
    path, writer = tmp_path / "cities.mmdb", MMDBWriter(ip_version, "DBIP-City-Lite", ipv4_compatible=ip_version == 6)
    networks = []
    for number in range(400):
        is_v6 = ip_version == 6 and number % 2
        address = ip_address(RANDOM.getrandbits(125) | 1 << 125) if is_v6 else ip_address(RANDOM.getrandbits(32))
        networks.append(ip_network((address, RANDOM.randint(12, 64 if is_v6 else 32)), strict=False))
    for network in sorted(networks, key=lambda network: network.prefixlen):
        writer.insert_network(IPSet([str(network)]), {"city": {"names": {"en": f"City {network}"}}})
    writer.to_db_file(str(path))
    database = CityDatabase(path, is_expected=True)
    assert database.load()
    with maxminddb.open_database(path, maxminddb.MODE_MEMORY) as library:
        assert library.metadata().node_count > 2_000  # several pages
        for network in networks:
            for address in (network[0], network[-1], network[0] - 1, network[-1] + 1):
                assert database.place(address) == place_of(library.get(str(address)))
    database.close()


@pytest.mark.parametrize("record_bits", [24, 28, 32])
def test_records_of_each_size_are_read_to_their_highest_bit(record_bits: int) -> None:
    records = (5 << record_bits - 3 | 3, 7 << record_bits - 3 | 9)
    left, right = (record.to_bytes(4, "big") for record in records)
    node = {
        24: left[1:] + right[1:],
        28: left[1:] + bytes([(left[0] << 4 | right[0]) & 0xFF]) + right[1:],
        32: left + right,
    }[record_bits]
    tree = SearchTree(lambda start, size: node[start : start + size], 1, record_bits, 0)
    assert tuple(tree.find(ip_address(text)) for text in ("1.2.3.4", "200.2.3.4")) == records


def test_a_tree_that_ends_early_or_goes_in_a_circle_is_refused() -> None:
    circle = SearchTree(lambda _, size: bytes(size), 2, 24, 0)
    cut = SearchTree(lambda _, size: bytes(size - 1), 2, 24, 0)
    for tree in (circle, cut):
        with pytest.raises(maxminddb.InvalidDatabaseError):
            tree.find(ip_address("2001:db8::1"))
