"""Places of addresses: country, region and city, as the records of city databases contain them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

IpAddress = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """Place of an address. country: ISO 3166 two-letter code. region, city: English names. None where unknown."""

    country: str | None = None
    region: str | None = None
    city: str | None = None


NOWHERE = Place()

_CODE = re.compile(r"[A-Za-z]{2}")
# Codes that databases use for regions of the internet, for "anonymous" and for "unknown"; no country has them.
_NO_COUNTRY = frozenset({"AP", "EU", "QQ", "XX", "XZ", "ZZ"})

# Networks inside a house, a provider or a computer, and what is reserved. An address there is in no country, whatever
# a database says. Networks for documentation are left out: no visitor has such an address, and examples use them.
_LOCAL_V4 = (
    *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"),
    "224.0.0.0/3",
)
_LOCAL_V6 = ("::/127", "fc00::/7", "fe80::/9", "ff00::/8")


def _edges(networks: Iterable[str]) -> list[int]:
    """Return the first address of each network, and the first one behind it. The networks are in order."""
    return [
        edge for text in networks for network in (ip_network(text),) for edge in (int(network[0]), int(network[-1]) + 1)
    ]


_V4_EDGES, _V6_EDGES = _edges(_LOCAL_V4), _edges(_LOCAL_V6)


def public_address(text: str) -> IpAddress | None:
    """Parse an address; None when it is none, or one of a private, local or reserved network.

    An IPv4 address in IPv6 form is returned as the IPv4 address.
    """
    try:
        address = ip_address(text)
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    edges = _V4_EDGES if isinstance(address, IPv4Address) else _V6_EDGES
    return None if bisect_right(edges, int(address)) % 2 else address


def country_code(value: object) -> str | None:
    """Return an ISO 3166 two-letter code in upper case; None for names of countries and everything else."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        return None
    code = value.upper()
    return None if code in _NO_COUNTRY else code


def place_of(record: object) -> Place:
    """Return the place in a record of a city database. Its shape is one of

    - MaxMind and DB-IP: `country.iso_code`, `subdivisions[0].names.en`, `city.names.en`
    - flat: `country_code`, `state1`, `city`
    - IPinfo: `country`, a code or, where there is `country_code`, a name; `region`, `city`
    """
    if not isinstance(record, Mapping):
        return NOWHERE
    country = record.get("country")
    code = country.get("iso_code") if isinstance(country, Mapping) else record.get("country_code")
    subdivisions = record.get("subdivisions")
    if isinstance(subdivisions, list):
        region = subdivisions[0] if subdivisions else None
    else:
        region = record.get("region", record.get("state1"))
    return Place(country_code(code) or country_code(country), _name(region), _name(record.get("city")))


def merged_place(country: str | None, place: Place) -> Place:
    """Return the place of an address that is in `country` by the table that ships, and at `place` by a city database.

    Where the two disagree the country of the table stands alone: region and city would be those of another country.
    """
    if country is None or place.country == country:
        return place
    return Place(country, place.region, place.city) if place.country is None else Place(country)


def _name(part: object) -> str | None:
    names = part.get("names") if isinstance(part, Mapping) else part
    name = names.get("en") if isinstance(names, Mapping) else names
    return name if isinstance(name, str) and name else None
