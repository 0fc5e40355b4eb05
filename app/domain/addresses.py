"""IP addresses: parsing, and the network that counts as one client."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address
CLIENT_PREFIX = 64  # bits


@lru_cache(maxsize=4096)
def parse_address(text: str) -> Address | None:
    """Parse an address as sockets and proxies write it, with or without port, brackets and zone; None when invalid.

    An IPv4 address in IPv6 form is returned as the IPv4 address.
    """
    host = text.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped
    return address


@lru_cache(maxsize=4096)
def client_network(address: str) -> str:
    """Return the addresses that count as one client: an IPv4 address, or the IPv6 /64 network that a home gets."""
    if ":" not in address:
        return address
    ip = parse_address(address)
    if ip is None:
        return address
    return str(IPv6Network((ip, CLIENT_PREFIX), strict=False)) if isinstance(ip, IPv6Address) else str(ip)
