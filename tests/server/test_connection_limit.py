"""Connection limits: in total and per address; idle connections make room, busy ones stay."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from ipaddress import ip_network
from pathlib import Path

import pytest

from app import host_info
from app.config import Settings
from app.server.http import connections
from app.server.http.connection_limit import CHECKED, SPARE_SEATS, ConnectionLimiter
from app.server.lifecycle import open_server
from tests.server.certificates import Authority

MakeSettings = Callable[..., Settings]
Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]
ASK = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"


class FakeConnection:
    """A connection that has waited since then, or does not wait."""

    def __init__(self, waits_since_s: float | None = None) -> None:
        self.waits_since_s = waits_since_s
        self.is_ended = False

    def end(self) -> None:
        self.is_ended = True


def limiter(total: int, per_address: int = 100, trusted: str = "") -> ConnectionLimiter:
    return ConnectionLimiter(total, per_address, lambda address: address == trusted)


def entered(connections: ConnectionLimiter, count: int, address: str, since_s: float | None) -> list[FakeConnection]:
    clients = [FakeConnection(since_s) for _ in range(count)]
    assert all(connections.enter(client, address) for client in clients)
    return clients


def test_a_new_connection_replaces_the_one_that_has_waited_longest() -> None:
    connections, clients = limiter(3), [FakeConnection(), FakeConnection(9.0), FakeConnection(5.0)]
    assert all(connections.enter(client, f"192.0.2.{number}") for number, client in enumerate(clients))
    assert connections.enter(FakeConnection(), "192.0.2.9")
    assert [client.is_ended for client in clients] == [False, False, True]
    assert (len(connections), connections.ended, connections.refused) == (3, 1, 0)
    assert "1 waiting ones were closed and 0 refused" in connections.check().message


@pytest.mark.expects_log("A connection was refused")
def test_a_new_connection_is_refused_while_all_are_busy() -> None:
    connections = limiter(2)
    seats = [connections.enter(FakeConnection(), "192.0.2.1") for _ in range(2)]
    assert connections.enter(FakeConnection(), "192.0.2.2") is None
    assert seats[0] is not None
    seats[0].leave()
    seats[0].leave()
    assert connections.enter(FakeConnection(), "192.0.2.2")
    assert (len(connections), connections.refused) == (2, 1)


@pytest.mark.expects_log("A connection was refused")
def test_connections_are_limited_per_client_network_except_proxies() -> None:
    connections = limiter(100, 2, trusted="198.51.100.1")
    for address in ("192.0.2.1", "2001:db8::1", "198.51.100.1"):
        entered(connections, 2, address, None)
    assert not connections.enter(FakeConnection(), "192.0.2.1")
    assert not connections.enter(FakeConnection(), "2001:db8::ffff")
    assert connections.enter(FakeConnection(), "198.51.100.1")
    assert connections.enter(FakeConnection(), "192.0.2.2")
    assert connections.enter(FakeConnection(), "2001:db8:0:1::1")


@pytest.mark.expects_log("A connection was refused")
def test_the_search_for_a_waiting_connection_is_bounded_and_resumes() -> None:
    connections = limiter(CHECKED + 1)
    entered(connections, CHECKED, "192.0.2.1", None)
    (waiting,) = entered(connections, 1, "192.0.2.3", 1.0)
    assert not connections.enter(FakeConnection(), "192.0.2.2")
    assert connections.enter(FakeConnection(), "192.0.2.2")
    assert waiting.is_ended


def test_the_client_with_the_most_connections_loses_first() -> None:
    connections = limiter(60)
    slow = entered(connections, 10, "192.0.2.1", 1.0)
    greedy = entered(connections, 50, "192.0.2.2", 7.0)
    entered(connections, 30, "192.0.2.3", None)
    assert (sum(client.is_ended for client in slow), sum(client.is_ended for client in greedy)) == (0, 30)


def test_a_proxys_connection_counts_for_the_visitor_of_its_request() -> None:
    connections = limiter(100, 2, trusted="198.51.100.1")
    seats = [connections.enter(FakeConnection(), "198.51.100.1") for _ in range(4)]
    assert [seat is not None and seat.admit("192.0.2.7") for seat in seats] == [True, True, False, False]
    assert [seat is not None and seat.admit("192.0.2.8") for seat in seats[2:]] == [True, True]
    assert seats[0] is not None
    assert seats[3] is not None
    seats[0].release()
    assert seats[3].admit("192.0.2.7")


def test_a_visitor_behind_a_proxy_loses_connections_before_the_proxys_idle_ones() -> None:
    connections = limiter(40, trusted="198.51.100.1")
    idle = entered(connections, 20, "198.51.100.1", 1.0)
    stalled = [FakeConnection(8.0) for _ in range(20)]
    for client in stalled:
        seat = connections.enter(client, "198.51.100.1")
        assert seat is not None
        assert seat.admit("192.0.2.7")
    assert connections.enter(FakeConnection(), "198.51.100.1")
    assert (sum(client.is_ended for client in idle), sum(client.is_ended for client in stalled)) == (0, 1)


def test_a_connection_that_was_replaced_is_not_counted_again() -> None:
    connections = limiter(1, trusted="198.51.100.1")
    gone = connections.enter(FakeConnection(1.0), "198.51.100.1")
    assert connections.enter(FakeConnection(), "192.0.2.1")
    assert gone is not None
    assert gone.admit("192.0.2.7")
    gone.release()
    gone.leave()
    assert len(connections) == 1


@pytest.mark.expects_log("A connection was refused")
def test_spare_seats_are_for_this_computer_only() -> None:
    connections = limiter(2)
    entered(connections, 2, "192.0.2.1", None)
    seats = [connections.enter(FakeConnection(), address) for address in ["127.0.0.1", "::1"] * (SPARE_SEATS // 2)]
    assert all(seat is not None and seat.is_spare for seat in seats)
    assert connections.enter(FakeConnection(), "127.0.0.1") is None
    assert connections.enter(FakeConnection(), "192.0.2.9") is None
    assert seats[0] is not None
    seats[0].client.waits_since_s = 1.0  # type: ignore[misc]  # a fake one
    assert connections.enter(FakeConnection(), "127.0.0.1")
    assert len(connections) == 2 + SPARE_SEATS


@asynccontextmanager
async def connected(port: int, count: int, source: str = "127.0.0.1") -> AsyncIterator[list[Pair]]:
    """Connections from an address of this computer."""
    pairs = [await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0)) for _ in range(count)]
    try:
        yield pairs
    finally:
        for _, writer in pairs:
            writer.transport.abort()


async def answer(pair: Pair, request: bytes = ASK) -> bytes:
    pair[1].write(request)
    async with asyncio.timeout(5):
        return await pair[0].readline()


async def test_a_thousand_idle_connections_block_no_client(make_settings: MakeSettings) -> None:
    host_info.raise_file_limit()
    async with open_server(make_settings(port=0)) as server, connected(server.port, 1000):
        for source in ("127.0.0.1", "127.0.0.2"):
            async with connected(server.port, 1, source) as (mine,):
                assert await answer(mine) == b"HTTP/1.1 200 OK\r\n"
        checks = {check.name: check.message for check in (await server.status()).checks}
        assert "waiting ones were closed" in checks["connections"]


async def test_a_connection_with_half_a_request_is_idle(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections=16)
    async with open_server(settings) as server, connected(server.port, 16) as slow:
        for _, writer in slow:
            writer.write(b"GET /health/live HTTP/1.1\r\nX-Slow: ")
        async with connected(server.port, 16) as others:
            for pair in others:
                assert await answer(pair) == b"HTTP/1.1 200 OK\r\n"


async def test_a_trusted_proxy_has_no_connection_limit_of_its_own(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections_per_address=8, trusted_proxies=(ip_network("127.0.0.1"),))
    async with open_server(settings) as server, connected(server.port, 30) as pairs:
        for pair in pairs:
            assert await answer(pair) == b"HTTP/1.1 200 OK\r\n"


async def test_connections_without_a_tls_handshake_count(make_settings: MakeSettings, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    authority.issue()
    settings = make_settings(port=0, max_connections=16, tls_cert=authority.cert, tls_key=authority.key)
    async with open_server(settings) as server, connected(server.port, 16) as silent:
        pair = await asyncio.open_connection("localhost", server.port, ssl=authority.client())
        assert await answer(pair) == b"HTTP/1.1 200 OK\r\n"
        pair[1].close()
        async with asyncio.timeout(5):
            assert await silent[0][0].read() == b""


@pytest.mark.parametrize("granted", [64, 4096])
async def test_the_connection_limit_follows_the_open_file_limit(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch, granted: int
) -> None:
    monkeypatch.setattr(host_info, "file_limit", lambda: 200 + granted)
    async with open_server(make_settings(port=0, max_connections=1000)) as server:
        expected = min(granted, 1000)
        if expected > 100:
            return
        async with connected(server.port, expected + 5) as pairs:
            await answer(pairs[-1])
            message = next(check.message for check in (await server.status()).checks if check.name == "connections")
            assert message.startswith(f"{expected} connections are open; since the start 5 waiting ones")


async def test_a_client_that_does_not_read_its_reply_is_disconnected(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "STALL_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server:
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.setblocking(False)
        loop = asyncio.get_running_loop()
        await loop.sock_connect(plain, ("127.0.0.1", server.port))
        ask = b"GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"

        async def ask_without_end() -> None:
            async with asyncio.timeout(20):
                while True:
                    await loop.sock_sendall(plain, ask * 20)

        with plain, pytest.raises(OSError, match=r"Broken pipe|Connection reset"):
            await ask_without_end()
