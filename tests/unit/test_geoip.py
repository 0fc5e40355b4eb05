"""Places of addresses, from city databases built here: whole, partial, broken, replaced; with and without countries."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from mmdb_writer import MMDBWriter
from netaddr import IPSet

from app.domain.ingest.places import NOWHERE, Place
from app.domain.server_status import CacheStatus
from app.server.ingest.country_table import NO_COUNTRIES, CountryTable
from app.server.ingest.geoip import CityDatabase, Places
from scripts.country_table import Range, table
from tests.examples import examples

BERLIN = {
    "country": {"iso_code": "DE"},
    "subdivisions": [{"names": {"en": "Land Berlin", "de": "Berlin"}}],
    "city": {"names": {"en": "Berlin"}},
}
OSLO = {"country": {"iso_code": "NO"}, "city": {"names": {"en": "Oslo"}}}

_open: list[Places] = []


def opened(
    *paths: Path, size: int = 20_000, is_expected: bool = True, countries: CountryTable = NO_COUNTRIES
) -> Places:
    """Places that let go of their files when the test is over, without the table that ships unless `countries` is."""
    _open.append(Places([CityDatabase(path, is_expected) for path in paths], size, lambda: countries))
    _open[-1].open()
    return _open[-1]


def problem(places: Places) -> str | None:
    check = places.check()
    return None if check.state == "ok" else check.message


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
    assert problem(places) is None
    assert places.locate("1.2.3.4") == Place("DE", "Land Berlin", "Berlin")
    assert places.locate("2001:db8::1") == Place("NO", None, "Oslo")


def test_an_address_is_looked_up_once_and_the_cache_stays_within_its_size(path: Path) -> None:
    places = opened(path, size=2)
    for address in ("1.2.3.4", "9.9.9.9", "1.2.3.4", "8.8.8.8"):
        places.locate(address)
    assert places.cache() == CacheStatus("places", size=2, capacity=2, hits=1, misses=3)


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


def test_a_country_database_gives_countries_and_no_tick_for_cities(path: Path) -> None:
    write_database(path, {"1.2.0.0/16": {"country": {"iso_code": "DE"}}}, "GeoLite2-Country", ip_version=4)
    places = opened(path)
    assert places.locate("1.2.3.4") == Place("DE")
    assert places.locate("2001:db8::1") == NOWHERE
    assert places.check().message.endswith("A city database would add regions and cities.")


@pytest.mark.parametrize("kind", ["ipinfo country_asn.mmdb", "ipinfo ipinfo_lite.mmdb", "geo-whois-asn-country"])
def test_a_database_of_networks_gives_the_countries_in_it(path: Path, kind: str) -> None:
    record = {"asn": "AS13335", "country": "Australia", "country_code": "AU", "continent_code": "OC"}
    write_database(path, {"1.2.0.0/16": record}, kind)
    places = opened(path)
    assert places.locate("1.2.3.4") == Place("AU")
    assert problem(places) is None


def test_a_database_of_networks_is_reported_to_have_no_places(path: Path) -> None:
    write_database(path, {"1.2.0.0/16": {"autonomous_system_number": 1}}, "GeoLite2-ASN")
    places = opened(path)
    assert places.locate("1.2.3.4") == NOWHERE
    assert "is of type GeoLite2-ASN, which contains no places" in str(problem(places))


def test_a_missing_file_is_reported_and_its_arrival_noticed(tmp_path: Path) -> None:
    path = tmp_path / "places.mmdb"
    places = opened(path)
    assert places.locate("1.2.3.4") == NOWHERE
    assert problem(places) == "The city database places.mmdb was not found: regions and cities stay empty."
    assert not places.reload_if_changed()
    write_database(path, {"1.2.0.0/16": BERLIN})
    assert places.reload_if_changed()
    assert problem(places) is None
    assert places.locate("1.2.3.4").country == "DE"


def test_without_a_city_database_nothing_is_missed_and_countries_are_known(tmp_path: Path) -> None:
    path = tmp_path / "GeoLite2-City.mmdb"
    places = opened(path, is_expected=False, countries=countries("1.2.0.0", "1.2.255.255", "DE"))
    assert places.locate("1.2.3.4") == Place("DE")
    check = places.check()
    assert check.state == "ok"
    assert check.message.startswith("Countries are known as of ")
    assert check.message.endswith("A city database would add regions and cities.")
    assert "not found" not in check.message
    write_database(path, {"1.2.0.0/16": BERLIN})
    assert places.reload_if_changed()
    assert places.check().message == "Countries, regions and cities are known."
    path.unlink()
    assert not places.reload_if_changed()
    assert "was not found: places come from the file before it" in str(problem(places))


@pytest.mark.parametrize("content", [b"", b"not a database" * 100, b"\x1f\x8b packed", b"\xab\xcd\xefMaxMind.com"])
def test_a_file_of_another_format_is_reported_also_where_none_is_expected(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.mmdb"
    path.write_bytes(content)
    places = opened(path, is_expected=False)
    assert places.locate("1.2.3.4") == NOWHERE
    assert "damaged, incomplete or not a MaxMind database" in str(problem(places))


def test_a_folder_in_place_of_the_file_is_reported(tmp_path: Path) -> None:
    assert "cannot be read" in str(problem(opened(tmp_path)))


def test_ipv4_and_ipv6_may_come_from_two_files(tmp_path: Path) -> None:
    v4, v6 = tmp_path / "v4.mmdb", tmp_path / "v6.mmdb"
    write_database(v4, {"1.2.0.0/16": BERLIN}, ip_version=4)
    write_database(v6, {"2a00::/16": OSLO})
    for paths in ((v4, v6), (v6, v4)):
        places = opened(*paths)
        assert places.locate("1.2.3.4") == Place("DE", "Land Berlin", "Berlin")
        assert places.locate("2a00::1") == Place("NO", None, "Oslo")
        assert problem(places) is None
    write_database(v6, {"2a00::/16": BERLIN})
    assert places.reload_if_changed()
    assert places.locate("2a00::1").city == "Berlin"
    assert places.locate("1.2.3.4").city == "Berlin"
    v6.unlink()
    assert not places.reload_if_changed()
    assert "v6.mmdb was not found" in str(problem(places))


def test_a_missing_file_beside_one_with_cities_is_not_said_to_leave_cities_empty(path: Path, tmp_path: Path) -> None:
    places = opened(path, tmp_path / "gone.mmdb")
    assert places.locate("1.2.3.4").city == "Berlin"
    assert (
        problem(places) == f"The city database gone.mmdb was not found: regions and cities come from {path.name} alone."
    )


def countries(first: str, last: str, code: str) -> CountryTable:
    """A table of one range of IPv4."""
    return CountryTable(table([Range(int(ip_address(first)), int(ip_address(last)), code)], []))


def test_where_table_and_city_database_disagree_the_tables_country_stands_alone(path: Path) -> None:
    record = {"city": {"names": {"en": "Bonn"}}}
    write_database(path, {"1.2.0.0/16": BERLIN, "1.3.0.0/16": OSLO, "1.4.0.0/16": record, "1.6.0.0/16": BERLIN})
    places = opened(path, countries=countries("1.2.0.0", "1.5.255.255", "DE"))
    assert places.locate("1.2.3.4") == Place("DE", "Land Berlin", "Berlin")
    assert places.locate("1.3.3.4") == Place("DE")
    assert places.locate("1.4.3.4") == Place("DE", None, "Bonn")
    assert places.locate("1.5.3.4") == Place("DE")
    assert places.locate("1.6.3.4") == Place("DE", "Land Berlin", "Berlin")


def test_private_addresses_have_no_country_whatever_a_database_says(path: Path) -> None:
    write_database(path, {"0.0.0.0/0": BERLIN, "fc00::/7": OSLO, "fe80::/10": OSLO})
    places = opened(path)
    for address in ("10.1.2.3", "127.0.0.1", "192.168.1.1", "172.31.0.1", "169.254.1.1", "100.64.0.1", "224.0.0.1"):
        assert places.locate(address) == NOWHERE
    for address in ("0.0.0.0", "255.255.255.255", "::", "::1", "fd00::1", "fe80::1", "ff02::1", "::ffff:10.0.0.1"):
        assert places.locate(address) == NOWHERE
    assert places.locate("::ffff:1.2.3.4") == Place("DE", "Land Berlin", "Berlin")


def test_a_damaged_table_of_countries_is_reported_and_ends_nothing(path: Path) -> None:
    reads: list[None] = []

    def damaged() -> CountryTable:
        reads.append(None)
        return CountryTable(b"\x01DE\xff\xff\xff\xff")

    places = Places([CityDatabase(path, is_expected=True)], countries=damaged)
    _open.append(places)
    places.open()
    assert problem(places) is None
    assert places.locate("1.2.3.4") == Place("DE", "Land Berlin", "Berlin")
    assert places.locate("1.2.3.5").city == "Berlin"
    assert len(reads) == 1
    assert problem(places) == "The table of countries is damaged. Install the program again."


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
    assert "places come from the file before it" in str(problem(places))
    assert places.locate("1.2.3.4").country == "DE"
    path.unlink()
    assert not places.reload_if_changed()
    assert "was not found" in str(problem(places))
    assert places.locate("1.2.9.9").country == "DE"


def test_of_a_truncated_file_only_what_was_read_before_is_known(path: Path) -> None:
    cities = {f"{first}.2.0.0/16": {"city": {"names": {"en": f"{first} " * 500}}} for first in range(20, 90)}
    write_database(path, {"1.2.0.0/16": BERLIN, **cities})
    places = opened(path)
    assert places.locate("1.2.3.4").country == "DE"
    os.truncate(path, 0)
    assert places.locate("1.2.3.4").country == "DE"
    assert places.locate("1.2.9.9").country == "DE"
    assert places.locate("50.2.9.9") == NOWHERE
    assert "is damaged: some visits are stored without cities" in str(problem(places))
    assert not places.reload_if_changed()
    assert places.locate("60.2.9.9") == NOWHERE


@examples(100, suppress_health_check=(HealthCheck.function_scoped_fixture,))
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
