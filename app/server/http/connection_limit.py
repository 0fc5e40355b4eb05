"""Connection limit: bounds the open connections of the server and of each client.

At the bound a new connection replaces one that waits for its client: idle, or with a request that does not arrive, or
with a reply that is not read. Waiting costs a client little, so it must not keep others out. The client with the most
connections loses first, so that a slow one is not closed for what another one does. While the server works for all of
them, a new connection is refused, but for a few spare seats for the health check of this computer.

A proxy's connections count for the visitor whose request they carry, from its head on.
"""

from __future__ import annotations

import heapq
import itertools
import logging
from collections.abc import Callable, Hashable, Mapping
from typing import Protocol

from app.domain.addresses import client_network, parse_address
from app.domain.server_status import HealthCheck, because, health

log = logging.getLogger(__name__)

CHECKED = 32  # connections that are checked for waiting, the next ones each time
FAIR_SHARE = 16  # connections of one client that are not held against it
HEAVIEST = 8  # clients with more, of which one loses a connection
SPARE_SEATS = 8  # beyond the limit, for the health check of this computer


class Client(Hashable, Protocol):
    """One client connection."""

    @property
    def waits_since_s(self) -> float | None:
        """Time since when the server waits for the client, by the clock of the loop; None while it works for it."""

    def end(self) -> None:
        """Close the connection at once."""


class Seat:
    """The seat of one connection. home: network of its other end, None for a trusted proxy. Created by the limiter."""

    __slots__ = ("client", "home", "network", "is_spare", "_limiter")

    def __init__(self, limiter: ConnectionLimiter, client: Client, home: str | None, *, is_spare: bool) -> None:
        self.client = client
        self.home = home
        self.network: str | None = None  # the one it counts for
        self.is_spare = is_spare
        self._limiter = limiter

    def admit(self, address: str) -> bool:
        """Count the seat for the sender of a request. Returns False when that client holds too many."""
        return self._limiter.admit(self, address)

    def release(self) -> None:
        """Stop counting the seat for the sender of a request, which is answered."""
        if self.home is None and self.network is not None:
            self._limiter.count_for(self, None)

    def leave(self) -> None:
        """Give the seat up. Calling it twice is harmless."""
        self._limiter.leave(self)


class ConnectionLimiter:
    """Counts open connections. total: limit of all; per_address: limit of one address or IPv6 /64 network.

    is_trusted: returns whether an address, such as a proxy's, has no limit of its own.
    """

    def __init__(self, total: int, per_address: int, is_trusted: Callable[[str], bool]) -> None:
        self._total = total
        self._per_address = per_address
        self._is_trusted = is_trusted
        self._all: dict[Seat, None] = {}
        self._spare: dict[Seat, None] = {}
        self._by_network: dict[str, dict[Seat, None]] = {}
        self._heavy: dict[str, dict[Seat, None]] = {}  # those of them with more than a fair share
        self.ended = self.refused = 0  # connections since the start

    def __len__(self) -> int:
        return len(self._all) + len(self._spare)

    def enter(self, client: Client, address: str) -> Seat | None:
        """Return a seat for a new connection; None when there is no room for it."""
        home = None if self._is_trusted(address) else client_network(address)
        if (home is None or self._has_room_for(home)) and (len(self._all) < self._total or self._make_room()):
            seat = Seat(self, client, home, is_spare=False)
            self._all[seat] = None
            self.count_for(seat, home)
            return seat
        if _is_loopback(address) and (len(self._spare) < SPARE_SEATS or self._end_one(self._spare)):
            seat = Seat(self, client, home, is_spare=True)
            self._spare[seat] = None
            return seat
        if not self.refused:
            log.warning("A connection was refused: the limit is reached and all connections are busy")
        self.refused += 1
        return None

    def leave(self, seat: Seat) -> None:
        """Uncount a connection that ended. Calling it twice is harmless."""
        self.count_for(seat, None)
        self._all.pop(seat, None)
        self._spare.pop(seat, None)

    def admit(self, seat: Seat, address: str) -> bool:
        """Count the seat of a proxy for the visitor at `address`. Returns False when that visitor holds too many."""
        if seat.home is not None or self._is_trusted(address) or seat not in self._all:
            return True
        network = client_network(address)
        if network == seat.network:
            return True
        self.count_for(seat, None)
        if not self._has_room_for(network):
            return False
        self.count_for(seat, network)
        return True

    def count_for(self, seat: Seat, network: str | None) -> None:
        """Count a seat for this network instead of the one before; None for no network."""
        if seat.network is not None:
            neighbours = self._by_network[seat.network]
            del neighbours[seat]
            if len(neighbours) == FAIR_SHARE:
                del self._heavy[seat.network]
            elif not neighbours:
                del self._by_network[seat.network]
        seat.network = network
        if network is not None:
            neighbours = self._by_network.setdefault(network, {})
            neighbours[seat] = None
            if len(neighbours) > FAIR_SHARE:
                self._heavy[network] = neighbours

    def check(self) -> HealthCheck:
        """Return the number of connections as a health check."""
        count, text = len(self), f"{len(self):,} connections are open"
        if not self.ended and not self.refused:
            return health("connections", because("connections", f"{text}.", count), is_ok=True)
        text += f"; since the start {self.ended:,} waiting ones were closed and {self.refused:,} refused."
        return health("connections", because("connections_ended", text, count, self.ended, self.refused), is_ok=True)

    def _has_room_for(self, network: str) -> bool:
        neighbours: Mapping[Seat, None] = self._by_network.get(network, {})
        return len(neighbours) < self._per_address or self._end_one(self._by_network[network])

    def _make_room(self) -> bool:
        heaviest = heapq.nlargest(HEAVIEST, self._heavy.values(), key=len)
        return any(self._end_one(seats) for seats in heaviest) or self._end_one(self._all)

    def _end_one(self, seats: dict[Seat, None]) -> bool:
        """End the connection that has waited longest among the next ones. Returns False when none of them waits."""
        longest: tuple[float, Seat] | None = None
        for seat in list(itertools.islice(seats, CHECKED)):
            seats[seat] = seats.pop(seat)  # to the end of the queue
            since_s = seat.client.waits_since_s
            if since_s is not None and (longest is None or since_s < longest[0]):
                longest = since_s, seat
        if longest is None:
            return False
        self.leave(longest[1])
        longest[1].client.end()
        self.ended += 1
        return True


def _is_loopback(text: str) -> bool:
    address = parse_address(text)
    return address is not None and address.is_loopback
