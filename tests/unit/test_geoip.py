"""Places of addresses, from databases built here: whole, partial, broken, replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.domain.server_status import CacheStatus
from app.server.ingest.geoip import NOWHERE, Place, Places

BERLIN = {
    "country": {"iso_code": "DE"},
    "subdivisions": [{"names": {"en": "Land Berlin", "de": "Berlin"}}],
    "city": {"names": {"en": "Berlin"}},
}
OSLO = {"country": {"iso_code": "NO"}, "city": {"names": {"en": "Oslo"}}}

_open: list[Places] = []


def opened(*arguments: Any, **options: Any) -> Places:
    """Return places that close their file when the test ends."""
    _open.append(Places(*arguments, **options))
    return _open[-1]


@pytest.fixture(autouse=True)
def _files_are_closed() -> Iterator[None]:
    yield
    while _open:
        _open.pop().close()


def write_database(
    path: Path, networks: Mapping[str, object], kind: str = "GeoLite2-City", ip_version: int = 6
) -> None:
    writer = MMDBWriter(ip_version, kind, ipv4_compatible=ip_version == 6)
    for network, record in networks.items():
        writer.insert_network(IPSet([network]), record)
    fresh = path.with_suffix(".new")
    writer.to_db_file(str(fresh))
    fresh.replace(path)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "GeoLite2-City.mmdb"
    write_database(path, {"1.2.0.0/16": BERLIN, "2001:db8::/32": OSLO})
    return path


def test_an_address_has_country_region_and_city(path: Path) -> None:
    places = opened(path)
    assert places.problem is None
    assert places.locate("1.2.3.4") == Place("DE", "Land Berlin", "Berlin")
    assert places.locate("2001:db8::1") == Place("NO", None, "Oslo")


def test_an_address_is_looked_up_once_and_the_cache_stays_within_its_size(path: Path) -> None:
    places = opened(path, 2)
    for address in ("1.2.3.4", "9.9.9.9", "1.2.3.4", "8.8.8.8"):
        places.locate(address)
    assert places.cache() == CacheStatus("places", size=2, capacity=2, hits=1, misses=3)
    missing = opened(path.with_name("none.mmdb"))
    missing.locate("1.2.3.4")
    assert missing.cache() == CacheStatus("places", size=0, capacity=20_000, hits=0, misses=0)


@pytest.mark.parametrize("address", ["9.9.9.9", "192.168.1.1", "::1", "", "nonsense", "1.2.3.4:80", "é", "\ud800"])
def test_unknown_addresses_and_other_text_have_no_place(path: Path, address: str) -> None:
    assert opened(path).locate(address) == NOWHERE


def test_flat_records_are_read_and_malformed_ones_have_no_place(path: Path) -> None:
    flat = {"country": "FR", "region": "Bretagne", "city": "Brest"}
    odd = {"country": {"iso_code": 7}, "subdivisions": [], "city": {"names": ["x"]}}
    write_database(path, {"1.0.0.0/8": flat, "2.0.0.0/8": odd, "3.0.0.0/8": "text"}, "someone's list")
    places = opened(path)
    assert places.locate("1.1.1.1") == Place("FR", "Bretagne", "Brest")
    assert places.locate("2.2.2.2") == NOWHERE
    assert places.locate("3.3.3.3") == NOWHERE


def test_a_country_database_gives_countries_and_reports_the_missing_rest(path: Path) -> None:
    write_database(path, {"1.2.0.0/16": {"country": {"iso_code": "DE"}}}, "GeoLite2-Country", ip_version=4)
    places = opened(path)
    assert places.locate("1.2.3.4") == Place("DE")
    assert places.locate("2001:db8::1") == NOWHERE
    assert places.problem is not None
    assert "cities stay empty" in places.problem


def test_a_database_of_networks_is_reported_to_have_no_places(path: Path) -> None:
    write_database(path, {"1.2.0.0/16": {"autonomous_system_number": 1}}, "GeoLite2-ASN")
    places = opened(path)
    assert places.locate("1.2.3.4") == NOWHERE
    assert places.problem is not None
    assert "GeoLite2-ASN" in places.problem


def test_a_missing_file_is_reported_and_its_arrival_noticed(tmp_path: Path) -> None:
    path = tmp_path / "places.mmdb"
    places = opened(path)
    assert places.locate("1.2.3.4") == NOWHERE
    assert places.problem == "The place database places.mmdb was not found: visits are stored without places."
    assert not places.reload_if_changed()
    write_database(path, {"1.2.0.0/16": BERLIN})
    assert places.reload_if_changed()
    assert places.problem is None
    assert places.locate("1.2.3.4").country == "DE"


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"\x1f\x8b packed", b"\xab\xcd\xefMaxMind.com"])
def test_a_file_of_another_format_is_reported(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.mmdb"
    path.write_bytes(content)
    places = opened(path)
    assert places.locate("1.2.3.4") == NOWHERE
    assert places.problem is not None
    assert "damaged, incomplete or not a MaxMind database" in places.problem


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert opened(tmp_path).problem is not None


def test_an_unchanged_file_is_not_opened_again(path: Path) -> None:
    assert not opened(path).reload_if_changed()


def test_a_replaced_file_is_used(path: Path) -> None:
    places = opened(path)
    assert places.locate("1.2.3.4").country == "DE"
    write_database(path, {"1.2.0.0/16": OSLO})
    assert places.locate("1.2.3.4").country == "DE"
    assert places.reload_if_changed()
    assert places.locate("1.2.3.4").country == "NO"


def test_a_broken_or_missing_replacement_keeps_the_old_places(path: Path) -> None:
    places = opened(path)
    broken = path.with_suffix(".broken")
    broken.write_bytes(path.read_bytes()[:200])
    broken.replace(path)
    assert not places.reload_if_changed()
    assert places.problem is not None
    assert "places come from the file before it" in places.problem
    assert places.locate("1.2.3.4").country == "DE"
    path.unlink()
    assert not places.reload_if_changed()
    assert "was not found" in places.problem
    assert places.locate("1.2.9.9").country == "DE"


def test_a_truncated_file_is_not_used(path: Path) -> None:
    places = opened(path)
    assert places.locate("1.2.3.4").country == "DE"
    os.truncate(path, 0)
    assert places.locate("1.2.3.4").country == "DE"
    assert places.locate("1.2.9.9") == NOWHERE
    assert not places.reload_if_changed()
    assert places.locate("2001:db8::1") == NOWHERE


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.data())
def test_no_damage_to_the_file_raises(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes()
    content = bytearray(whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole)
    for place in data.draw(st.lists(st.integers(0, max(0, len(content) - 1)), max_size=8)):
        if content:
            content[place] = data.draw(st.integers(0, 255))
    damaged = path.with_name("damaged.mmdb")
    damaged.write_bytes(content)
    places = opened(damaged)
    for address in ("1.2.3.4", "2001:db8::1", "9.9.9.9"):
        assert isinstance(places.locate(address), Place)
