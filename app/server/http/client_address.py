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
from app.setting_values import Network

log = logging.getLogger(__name__)

UNKNOWN = "unknown"  # a connection that has no address, such as a Unix socket
CACHE_SIZE, CACHED_LENGTH = 4_096, 128  # cached results, and characters of the header they may have
MAX_HOPS = 32  # entries of X-Forwarded-For that are read


class ClientAddresses:
    """Reads the client's address and scheme. trusted: networks of the trusted proxies."""

    def __init__(self, trusted: Sequence[Network]) -> None:
        self._trusted = tuple(trusted)
        self._cached_find = lru_cache(CACHE_SIZE)(self._find)  # parsing addresses costs more than reading an event
        self._has_warned = False

    def of(self, request: web.Request) -> str:
        """Return the canonical address of the client without port, or `unknown`."""
        return self.find(request.remote or "", request.headers.getall("X-Forwarded-For", ()))

    def find(self, peer: str, forwarded: Sequence[str]) -> str:
        """Return the canonical address of the client. peer: of the socket; forwarded: lines of X-Forwarded-For."""
        if forwarded and not self._trusted:
            self._warn()
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

    def _warn(self) -> None:
        if not self._has_warned:
            self._has_warned = True
            log.warning(
                "A request has an X-Forwarded-For header, but no proxy is trusted, so all visitors seem to share one"
                " address. Add the proxy to the setting trusted_proxies."
            )
