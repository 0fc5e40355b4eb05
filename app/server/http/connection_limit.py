"""How many connections may be open, in all and from one address, and who goes when there are too many.

A newcomer at the bound takes the place of a connection on which nothing is under way: silent connections cost an
attacker little, so they must not keep anybody else out. Where none is silent the newcomer is turned away.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable, Hashable
from typing import Protocol

from app.domain.server_status import HealthCheck
from app.server.http.client_address import client_network

log = logging.getLogger(__name__)

LOOKED_AT = 32  # connections that are asked whether they are silent, the one that came first at first


class Client(Hashable, Protocol):
    """One connection."""

    @property
    def is_silent(self) -> bool:
        """Whether nothing is under way: no request was read and not yet answered."""

    def end(self) -> None:
        """Close at once."""


class ConnectionLimiter:
    """The open connections of a server. per_address: from one address, an IPv6 network of a network counting as one.

    is_trusted: says of an address that it may have as many as there are, such as a proxy's.
    """

    def __init__(self, most: int, per_address: int, is_trusted: Callable[[str], bool]) -> None:
        self._most = most
        self._most_of_one = per_address
        self._is_trusted = is_trusted
        self._all: dict[Client, str] = {}
        self._of: dict[str, dict[Client, str]] = {}
        self.ended = self.refused = 0  # connections since the start

    def __len__(self) -> int:
        return len(self._all)

    def enter(self, client: Client, address: str) -> bool:
        """Count a new connection; False when there is no room for it."""
        network = client_network(address)
        own = self._of.get(network, {})
        is_full = len(own) >= self._most_of_one and not self._is_trusted(address)
        if (is_full and not self._make_room(own)) or (len(self._all) >= self._most and not self._make_room(self._all)):
            if not self.refused:
                log.warning("A connection was turned away: there are as many as there may be, and all are busy")
            self.refused += 1
            return False
        self._all[client] = network
        self._of.setdefault(network, {})[client] = network
        return True

    def leave(self, client: Client) -> None:
        """A connection has ended. Calling it twice is harmless."""
        network = self._all.pop(client, None)
        if network is not None:
            own = self._of[network]
            del own[client]
            if not own:
                del self._of[network]

    def check(self) -> HealthCheck:
        """How many there are, for the owner."""
        told = f"{len(self._all):,} connections are open"
        if self.ended or self.refused:
            told += f"; since the start {self.ended:,} silent ones made room and {self.refused:,} were turned away"
        return HealthCheck("connections", "ok", told + ".")

    def _make_room(self, clients: dict[Client, str]) -> bool:
        for client in list(itertools.islice(clients, LOOKED_AT)):
            if client.is_silent:
                self.leave(client)
                client.end()
                self.ended += 1
                return True
            clients[client] = clients.pop(client)  # to the end of the line
        return False
