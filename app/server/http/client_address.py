"""Who sent a request when proxies stand between: the address to count, to locate and to hash, and whether it was https.

Only a trusted proxy is believed, and of what it forwards only the part it wrote itself: the right-most entry of
`X-Forwarded-For` that is not a trusted proxy. What a client puts in front of it changes nothing.
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network

from aiohttp import web

from app.setting_values import Network

log = logging.getLogger(__name__)

Address = IPv4Address | IPv6Address
UNKNOWN = "unknown"  # a connection that has no address, such as a Unix socket
CLIENT_PREFIX = 64  # bits
MAX_FOUND, FOUND_LENGTH = 4_096, 128  # answers that are remembered, and characters of the header they may have
MAX_HOPS = 32  # entries of X-Forwarded-For that are looked at


@lru_cache(maxsize=4096)
def parsed(text: str) -> Address | None:
    """Read an address as sockets and proxies write it: with or without port, brackets, zone; None when it is not one.

    An IPv4 address that came over an IPv6 socket is the IPv4 address.
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
    ip = parsed(address)
    if ip is None:
        return address
    return str(IPv6Network((ip, CLIENT_PREFIX), strict=False)) if isinstance(ip, IPv6Address) else str(ip)


class ClientAddresses:
    """Reads the caller's address and scheme. trusted: networks of the proxies that are believed."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = tuple(trusted)
        self._found = lru_cache(MAX_FOUND)(self._find)  # taking addresses apart costs more than reading an event
        self._has_warned = False

    def of(self, request: web.Request) -> str:
        """The canonical address of whoever sent `request`, without port; `unknown` when there is none."""
        return self.find(request.remote or "", request.headers.getall("X-Forwarded-For", ()))

    def find(self, peer: str, forwarded: Sequence[str]) -> str:
        """The same from its parts. peer: of the socket; forwarded: the header lines as they came."""
        if forwarded and not self._trusted:
            self._warn()
        is_short = sum(map(len, forwarded)) <= FOUND_LENGTH
        return (self._found if is_short else self._find)(peer, tuple(forwarded))

    def _find(self, peer: str, forwarded: tuple[str, ...]) -> str:
        address = parsed(peer)
        if address is None:
            return UNKNOWN
        if forwarded and not self._is_trusted(address):
            return str(address)
        if forwarded:
            for entry in reversed(",".join(forwarded).split(",")[-MAX_HOPS:]):
                if (hop := parsed(entry)) is None:
                    break
                address = hop
                if not self._is_trusted(hop):
                    break
        return str(address)

    def is_https(self, request: web.Request) -> bool:
        """Say whether the caller's own connection is encrypted, as the socket or a trusted proxy says."""
        if request.secure:
            return True
        peer = parsed(request.remote or "")
        said = request.headers.get("X-Forwarded-Proto", "")
        return peer is not None and self._is_trusted(peer) and said.rpartition(",")[2].strip().lower() == "https"

    def trusts(self, text: str) -> bool:
        """Say whether an address is that of a trusted proxy."""
        address = parsed(text)
        return address is not None and self._is_trusted(address)

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)

    def _warn(self) -> None:
        if not self._has_warned:
            self._has_warned = True
            log.warning(
                "A request carries X-Forwarded-For, but no proxy is trusted, so all its visitors look like one."
                " Name the proxy in SPARKLYTICS_TRUSTED_PROXIES."
            )
