"""Client address and scheme of a request, also behind reverse proxies.

Forwarded headers count only from trusted proxies, and of `X-Forwarded-For` only the right-most entry that is not a
trusted proxy itself: entries that a client puts before it change nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import lru_cache

from aiohttp import web

from app.domain.addresses import Address, parse_address
from app.domain.server_status import HealthCheck, because, health
from app.setting_values import Network

log = logging.getLogger(__name__)

UNKNOWN = "unknown"  # a connection that has no address, such as a Unix socket
CACHE_SIZE, CACHED_LENGTH = 4_096, 128  # cached results, and characters of the header they may have
_WIDE = {4: 8, 6: 16}  # a shorter prefix has a good part of the internet
MAX_HOPS = 32  # entries of X-Forwarded-For that are read


class ClientAddresses:
    """Reads the client's address and scheme. trusted: networks of the trusted proxies."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = tuple(trusted)
        self._cached_find = lru_cache(CACHE_SIZE)(self._find)  # parsing addresses costs more than reading an event
        self._ignored_peer = ""  # the last sender of forwarded addresses that were not believed

    def of(self, request: web.Request) -> str:
        """Return the canonical address of the client without port, or `unknown`."""
        return self.find(request.remote or "", request.headers.getall("X-Forwarded-For", ()))

    def find(self, peer: str, forwarded: Sequence[str]) -> str:
        """Return the canonical address of the client. peer: of the socket; forwarded: lines of X-Forwarded-For."""
        if forwarded and not self._trusted:
            self._note(peer)
        is_short = sum(map(len, forwarded)) <= CACHED_LENGTH
        return (self._cached_find if is_short else self._find)(peer, tuple(forwarded))

    def _find(self, peer: str, forwarded: tuple[str, ...]) -> str:
        address = parse_address(peer)
        if address is None:
            return UNKNOWN
        if forwarded and not self._is_trusted(address):
            return str(address)
        if forwarded:
            for entry in reversed(",".join(forwarded).split(",")[-MAX_HOPS:]):
                if (hop := parse_address(entry)) is None:
                    break
                address = hop
                if not self._is_trusted(hop):
                    break
        return str(address)

    def is_https(self, request: web.Request) -> bool:
        """Return whether the client's own connection is encrypted, by the socket or a trusted proxy."""
        if request.secure:
            return True
        peer = parse_address(request.remote or "")
        scheme = request.headers.get("X-Forwarded-Proto", "")
        return peer is not None and self._is_trusted(peer) and scheme.rpartition(",")[2].strip().lower() == "https"

    def trusts(self, text: str) -> bool:
        """Return whether an address belongs to a trusted proxy."""
        address = parse_address(text)
        return address is not None and self._is_trusted(address)

    def _is_trusted(self, address: Address) -> bool:
        return any(address in network for network in self._trusted)

    def _note(self, peer: str) -> None:
        if not self._ignored_peer:
            log.warning(
                "A request has an X-Forwarded-For header, but no proxy is trusted, so all visitors seem to share one"
                " address. Add the proxy to the setting trusted_proxies."
            )
        address = parse_address(peer)
        if not self._ignored_peer or (address is not None and address.is_private):  # anyone may send such a header
            self._ignored_peer = peer

    def check(self) -> HealthCheck:
        """Return whether forwarded addresses are believed of those who forward, and of no one else."""
        wide = next((network for network in self._trusted if network.prefixlen < _WIDE[network.version]), None)
        if wide is not None:
            text = f"Forwarded addresses of {wide} are believed, so anyone there can pretend to be another visitor."
            return health("proxies", because("proxies_wide", text, str(wide)), is_ok=False)
        address = parse_address(self._ignored_peer)
        if address is not None and address.is_private:
            text = (
                f"{address} forwards requests, but is no trusted proxy: all visitors seem to share its address. Add it"
                " to the trusted proxies in the settings."
            )
            return health("proxies", because("proxies_unknown", text, str(address)), is_ok=False)
        return health("proxies", because("proxies_right", "Visitors are told apart by their addresses."), is_ok=True)
