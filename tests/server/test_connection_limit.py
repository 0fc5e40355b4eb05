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
from app.server.http.connection_limit import CHECKED, ConnectionLimiter
from app.server.lifecycle import RunningServer, open_server
from tests.server.certificates import Authority

MakeSettings = Callable[..., Settings]
Pair = tuple[asyncio.StreamReader, asyncio.StreamWriter]
ASK = b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"


class FakeConnection:
    """A connection that is idle or busy, as given."""

    def __init__(self, is_idle: bool = True) -> None:
        self.is_idle = is_idle
        self.is_ended = False

    def end(self) -> None:
        self.is_ended = True


def limiter(total: int, per_address: int = 100, trusted: str = "") -> ConnectionLimiter:
    return ConnectionLimiter(total, per_address, lambda address: address == trusted)


def test_a_new_connection_replaces_the_oldest_idle_one() -> None:
    connections, clients = limiter(3), [FakeConnection(False), FakeConnection(), FakeConnection()]
    assert all(connections.enter(client, f"192.0.2.{number}") for number, client in enumerate(clients))
    assert connections.enter(FakeConnection(), "192.0.2.9")
    assert [client.is_ended for client in clients] == [False, True, False]
    assert (len(connections), connections.ended, connections.refused) == (3, 1, 0)
    assert "1 idle ones were closed and 0 refused" in connections.check().message


@pytest.mark.expects_log("A connection was refused")
def test_a_new_connection_is_refused_while_all_are_busy() -> None:
    connections, clients = limiter(2), [FakeConnection(False), FakeConnection(False)]
    for client in clients:
        connections.enter(client, "192.0.2.1")
    assert not connections.enter(FakeConnection(), "192.0.2.2")
    connections.leave(clients[0])
    connections.leave(clients[0])
    assert connections.enter(FakeConnection(), "192.0.2.2")
    assert (len(connections), connections.refused) == (2, 1)


@pytest.mark.expects_log("A connection was refused")
def test_connections_are_limited_per_client_network_except_proxies() -> None:
    connections = limiter(100, 2, trusted="198.51.100.1")
    for address in ("192.0.2.1", "2001:db8::1", "198.51.100.1"):
        assert connections.enter(FakeConnection(False), address)
        assert connections.enter(FakeConnection(False), address)
    assert not connections.enter(FakeConnection(False), "192.0.2.1")
    assert not connections.enter(FakeConnection(False), "2001:db8::ffff")
    assert connections.enter(FakeConnection(False), "198.51.100.1")
    assert connections.enter(FakeConnection(False), "192.0.2.2")
    assert connections.enter(FakeConnection(False), "2001:db8:0:1::1")


@pytest.mark.expects_log("A connection was refused")
def test_the_search_for_an_idle_connection_is_bounded_and_resumes() -> None:
    connections = limiter(CHECKED + 1)
    clients = [FakeConnection(False) for _ in range(CHECKED)] + [FakeConnection()]
    for client in clients:
        connections.enter(client, "192.0.2.1")
    assert not connections.enter(FakeConnection(), "192.0.2.2")
    assert connections.enter(FakeConnection(), "192.0.2.2")
    assert clients[-1].is_ended


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
        assert "idle ones were closed" in checks["connections"]


async def test_a_connection_with_half_a_request_is_idle(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections=16)
    async with open_server(settings) as server, connected(server.port, 16) as slow:
        for _, writer in slow:
            writer.write(b"GET /health/live HTTP/1.1\r\nX-Slow: ")
        async with connected(server.port, 16) as others:
            for pair in others:
                assert await answer(pair) == b"HTTP/1.1 200 OK\r\n"


@pytest.mark.expects_log("A connection was refused")
async def test_busy_connections_are_not_closed_for_new_ones(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections_per_address=8)
    body = b"POST /e HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 9\r\n\r\n{"
    async with open_server(settings) as server, connected(server.port, 8) as busy:
        for pair in busy:  # after the last reply to each the server reads the body
            assert await answer(pair) == b"HTTP/1.1 200 OK\r\n"
            pair[1].write(body)
        await busy_all(server, busy)
        async with connected(server.port, 1) as (newcomer,):
            assert await newcomer[0].read() == b""
        async with connected(server.port, 1, "127.0.0.2") as (other,):
            assert await answer(other) == b"HTTP/1.1 200 OK\r\n"
        for pair in busy:
            pair[1].write(b"xxxxxxxx")
            async with asyncio.timeout(5):
                assert b"HTTP/1.1 400" in await pair[0].readuntil(b"Bad Request\r\n")


async def busy_all(server: RunningServer, pairs: list[Pair]) -> None:
    """Return once the server has read all connections: it has answered a request that was sent later."""
    async with connected(server.port, 1, "127.0.0.3") as (later,):
        await answer(later)


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
            assert message.startswith(f"{expected} connections are open; since the start 5 idle ones")


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
