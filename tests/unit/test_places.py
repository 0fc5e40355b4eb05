"""Places in the records of city databases, whatever their shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.ingest.places import NOWHERE, Place, country_code, merged_place, place_of, public_address

MAXMIND = {
    "continent": {"code": "OC", "names": {"en": "Oceania"}},
    "country": {"geoname_id": 2077456, "iso_code": "AU", "names": {"en": "Australia", "de": "Australien"}},
    "subdivisions": [{"iso_code": "QLD", "names": {"en": "Queensland"}}, {"names": {"en": "second"}}],
    "city": {"geoname_id": 2174003, "names": {"en": "Brisbane", "ja": "ブリスベン"}},
}
DB_IP = {
    "city": {"names": {"en": "South Brisbane"}},
    "continent": {"code": "OC", "geoname_id": 6255151, "names": {"en": "Oceania"}},
    "country": {"geoname_id": 2077456, "is_in_european_union": False, "iso_code": "AU", "names": {"en": "Australia"}},
    "location": {"latitude": -27.4767, "longitude": 153.017},
    "subdivisions": [{"names": {"en": "Queensland"}}],
}
FLAT = {
    "city": "Brisbane",
    "country_code": "AU",
    "latitude": -27.4,
    "postcode": "4000",
    "state1": "Queensland",
    "state2": "Brisbane City",
    "timezone": "Australia/Brisbane",
}
IPINFO_STANDARD = {"city": "Brisbane", "country": "AU", "lat": "-27.4", "region": "Queensland", "region_code": "QLD"}
IPINFO_PLUS = IPINFO_STANDARD | {"country": "Australia", "country_code": "AU", "continent": "Oceania"}
IPINFO_LITE = {
    "as_domain": "cloudflare.com",
    "asn": "AS13335",
    "continent": "Oceania",
    "continent_code": "OC",
    "country": "Australia",
    "country_code": "AU",
}
IPINFO_COUNTRY = {"continent": "OC", "continent_name": "Oceania", "country": "AU", "country_name": "Australia"}


@pytest.mark.parametrize(
    ("record", "place"),
    [
        (MAXMIND, Place("AU", "Queensland", "Brisbane")),
        (DB_IP, Place("AU", "Queensland", "South Brisbane")),
        (FLAT, Place("AU", "Queensland", "Brisbane")),
        (IPINFO_STANDARD, Place("AU", "Queensland", "Brisbane")),
        (IPINFO_PLUS, Place("AU", "Queensland", "Brisbane")),
        (IPINFO_LITE, Place("AU")),
        (IPINFO_COUNTRY, Place("AU")),
        ({"country_code": "AU"}, Place("AU")),
        ({"country": {"names": {"en": "Australia"}}}, NOWHERE),
        ({"country": "Australia"}, NOWHERE),
        ({"country": "au", "city": "", "region": None}, Place("AU")),
        ({"country_code": "Australia", "country": "AU"}, Place("AU")),
        ({"subdivisions": [], "region": "x"}, NOWHERE),
        ([MAXMIND], NOWHERE),
        (None, NOWHERE),
    ],
)
def test_the_country_is_an_iso_code_in_every_shape_of_record(record: object, place: Place) -> None:
    assert place_of(record) == place


@pytest.mark.parametrize(
    "value", ["Australia", "EU", "AP", "ZZ", "XX", "A1", "--", "", "AUS", "ÄÖ", 36, None, b"AU", ["AU"]]
)
def test_names_and_codes_of_no_country_are_no_country(value: object) -> None:
    assert country_code(value) is None


KEYS = st.sampled_from(["country", "country_code", "iso_code", "names", "en", "city", "region", "state1"])
VALUES = st.sampled_from(["AU", "au", "Australia", "EU", "", 36, None]) | st.text()
PARTS = st.dictionaries(KEYS, VALUES | st.dictionaries(KEYS, VALUES))


@given(VALUES | PARTS | st.dictionaries(KEYS | st.just("subdivisions"), VALUES | PARTS | st.lists(VALUES | PARTS)))
def test_any_record_gives_a_place_whose_country_is_two_letters(record: object) -> None:
    place = place_of(record)
    assert place.country is None or (len(place.country) == 2 and place.country.isascii() and place.country.isupper())
    for name in (place.region, place.city):
        assert name is None or (isinstance(name, str) and name)


def test_region_and_city_of_another_country_are_dropped() -> None:
    brest = Place("FR", "Bretagne", "Brest")
    assert merged_place("FR", brest) == brest
    assert merged_place("BY", brest) == Place("BY")
    assert merged_place(None, brest) == brest
    assert merged_place("FR", Place(None, "Bretagne", "Brest")) == brest
    assert merged_place("FR", NOWHERE) == Place("FR")
    assert merged_place(None, NOWHERE) == NOWHERE


@pytest.mark.parametrize(
    "local",
    [
        *("0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1"),
        *("169.254.0.0", "169.254.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.0", "192.168.255.255"),
        *("224.0.0.0", "239.255.255.255", "240.0.0.0", "255.255.255.255", "::", "::1", "::ffff:192.168.0.1"),
        *("fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "fe80::1", "fec0::1", "ff00::", "ff02::1"),
        *("", "unknown", "1.2.3", "1.2.3.4:80", "1.2.3.256", "é", "\ud800", "[::1]"),
    ],
)
def test_private_loopback_and_reserved_addresses_are_not_public(local: str) -> None:
    assert public_address(local) is None


@pytest.mark.parametrize(
    "public",
    [
        *("1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0"),
        *("169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0"),
        *("223.255.255.255", "2000::", "2a00:1450::1", "fbff:ffff::", "2001:db8::1"),
    ],
)
def test_addresses_next_to_private_ranges_are_public(public: str) -> None:
    assert str(public_address(public)) == public
