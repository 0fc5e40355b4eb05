"""Connection limit: bounds the open connections of the server and of each address.

At the bound a new connection replaces an idle one: idle connections cost an attacker little, so they must not keep
others out. When none is idle the new connection is refused.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Hashable
from typing import Protocol

from app.domain.addresses import client_network
from app.domain.server_status import HealthCheck

log = logging.getLogger(__name__)

CHECKED = 32  # connections that are checked for being idle, oldest first


class Client(Hashable, Protocol):
    """One client connection."""

    @property
    def is_idle(self) -> bool:
        """True when no request has been read that is not answered yet."""

    def end(self) -> None:
        """Close the connection at once."""


class ConnectionLimiter:
    """Counts open connections. total: limit of all; per_address: limit of one address or IPv6 /64 network.

    is_trusted: returns whether an address, such as a proxy's, has no limit of its own.
    """

    def __init__(self, total: int, per_address: int, is_trusted: Callable[[str], bool]) -> None:
        self._total = total
        self._per_address = per_address
        self._is_trusted = is_trusted
        self._all: dict[Client, str] = {}
        self._by_network: dict[str, dict[Client, str]] = {}
        self.ended = self.refused = 0  # connections since the start

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, client: Client, address: str) -> bool:
        """Count a new connection. Returns False when there is no room for it."""
        network = client_network(address)
        neighbours = self._by_network.get(network, {})
        is_full = len(neighbours) >= self._per_address and not self._is_trusted(address)
        if (is_full and not self._make_room(neighbours)) or (
            len(self._all) >= self._total and not self._make_room(self._all)
        ):
            if not self.refused:
                log.warning("A connection was refused: the limit is reached and all connections are busy")
            self.refused += 1
            return False
        self._all[client] = network
        self._by_network.setdefault(network, {})[client] = network
        return True

    def leave(self, client: Client) -> None:
        """Uncount a connection that ended. Calling it twice is harmless."""
        network = self._all.pop(client, None)
        if network is not None:
            neighbours = self._by_network[network]
            del neighbours[client]
            if not neighbours:
                del self._by_network[network]

    def check(self) -> HealthCheck:
        """Return the number of connections as a health check."""
        message = f"{len(self._all):,} connections are open"
        if self.ended or self.refused:
            message += f"; since the start {self.ended:,} idle ones were closed and {self.refused:,} refused"
        return HealthCheck("connections", "ok", message + ".")

    def _make_room(self, clients: dict[Client, str]) -> bool:
        for client in list(itertools.islice(clients, CHECKED)):
            if client.is_idle:
                self.leave(client)
                client.end()
                self.ended += 1
                return True
            clients[client] = clients.pop(client)  # to the end of the queue
        return False
