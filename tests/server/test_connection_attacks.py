"""Attacks on connections: whatever strangers hold, newcomers get in and the health check is answered."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from ipaddress import ip_network
from pathlib import Path

import pytest

from app.config import Settings
from app.server.access.endpoints import EndpointTable
from app.server.http import connections, replies
from app.server.http.connection_limit import SPARE_SEATS, Client, ConnectionLimiter, Seat
from app.server.http.connections import Connection
from app.server.http.fast_lane import LaneConnection
from app.server.lifecycle import RunningServer, open_server
from app.server.routes import SIGN_IN_TABLES, TABLES, health
from tests.server.certificates import Authority
from tests.server.test_connection_limit import ASK, Pair, answer, connected
from tests.server.test_hostile_requests import refusal

MakeSettings = Callable[..., Settings]
OK = b"HTTP/1.1 200 OK\r\n"
PROXY = (ip_network("127.0.0.1"),)
HUGE = 10_000_000_000


def post(path: str = "/e", length: int = 9, *lines: str) -> bytes:
    """Return the head of a request whose body is of this length."""
    head = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/json", f"Content-Length: {length}"]
    return "\r\n".join([*head, *lines]).encode() + b"\r\n\r\n"


def get(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", *lines]).encode() + b"\r\n\r\n"


async def rest(pair: Pair) -> bytes:
    """Return what arrives until the server closes its side."""
    async with asyncio.timeout(5):
        return await pair[0].read()


async def ask_all(pairs: list[Pair], request: bytes) -> None:
    """Send a request on each connection that is read but not answered."""
    for pair in pairs:
        assert await answer(pair) == OK
        await pair[0].readuntil(b"}")
        pair[1].write(request)


@asynccontextmanager
async def many(server: RunningServer, each: int, addresses: int) -> AsyncIterator[list[Pair]]:
    """Connections from several addresses of this computer."""
    async with AsyncExitStack() as stack:
        sources = [f"127.0.1.{number + 1}" for number in range(addresses)]
        yield [
            pair for source in sources for pair in await stack.enter_async_context(connected(server.port, each, source))
        ]


@pytest.fixture
def entered(monkeypatch: pytest.MonkeyPatch) -> list[tuple[ConnectionLimiter, Connection]]:
    """Every connection that the server has accepted, in order. The system keeps little of what it sends."""
    all_entered: list[tuple[ConnectionLimiter, Connection]] = []
    enter = ConnectionLimiter.enter

    def record(limiter: ConnectionLimiter, client: Client, address: str) -> Seat | None:
        assert isinstance(client, Connection)
        all_entered.append((limiter, client))
        return enter(limiter, client, address)

    begin = Connection.connection_made

    def connection_made(client: Connection, transport: asyncio.Transport) -> None:
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
        begin(client, transport)

    monkeypatch.setattr(ConnectionLimiter, "enter", record)
    monkeypatch.setattr(Connection, "connection_made", connection_made)
    return all_entered


@pytest.fixture
def slow_health(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Have the server work on `/api/health` until the event is set."""
    may_go_on = asyncio.Event()

    async def wait(_: object) -> None:
        await may_go_on.wait()

    monkeypatch.setattr(health, "_database_problem", wait)
    return may_go_on


async def test_stalled_bodies_keep_no_newcomer_out(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections=64, max_connections_per_address=16)
    async with open_server(settings) as server, many(server, 8, 9) as attackers:
        for _, writer in attackers:
            writer.write(post() + b"{")
        async with connected(server.port, 12, "127.0.0.9") as newcomers:
            for pair in newcomers:
                assert await answer(pair) == OK


async def test_a_stalled_body_is_cut_after_two_seconds_of_silence(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert replies.SILENCE_LIMIT_S == 2.0
    monkeypatch.setattr(replies, "SILENCE_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server:
        for path in ("/e", "/api/websites"):
            async with connected(server.port, 1) as (pair,):
                pair[1].write(post(path) + b"{")
                assert refusal(await rest(pair)) == (400, "bad_request")


async def test_a_slow_but_steady_body_is_taken(make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "SILENCE_LIMIT_S", 0.5)
    body = b'{"name": "Shop", "domain": "example.com"}'
    async with open_server(make_settings(port=0)) as server, connected(server.port, 1) as (pair,):
        pair[1].write(post("/api/websites", len(body)))
        for start in range(0, len(body), 5):
            await asyncio.sleep(0.07)
            pair[1].write(body[start : start + 5])
        assert await answer(pair, b"") == b"HTTP/1.1 201 Created\r\n"


async def test_a_stalled_body_that_nobody_reads_is_cut_too(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert connections.LINGER_LIMIT_S == 2.0
    monkeypatch.setattr(connections, "LINGER_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server:
        for request in (post("/nothing") + b"{", get("/health/live", "Content-Length: 9") + b"{"):
            async with connected(server.port, 1) as (pair,):
                pair[1].write(request)
                assert (await rest(pair)).startswith(b"HTTP/1.1 ")


def _routes() -> list[tuple[str, str]]:
    table = EndpointTable(*TABLES, *SIGN_IN_TABLES)
    known = [(endpoint.method, endpoint.path.replace("{", "").replace("}", "")) for endpoint in table.endpoints]
    return [*known, ("GET", "/nothing"), ("POST", "/nothing"), ("PUT", "/e"), ("OPTIONS", "/e"), ("HEAD", "/health")]


@pytest.mark.parametrize("auth", ["none", "local"])
async def test_a_length_above_the_limit_is_refused_from_the_head_on_every_route(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch, auth: str
) -> None:
    monkeypatch.setattr(connections, "LINGER_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0, auth=auth)) as server:
        for method, path in _routes():
            async with connected(server.port, 1) as (pair,):
                pair[1].write(post(path, HUGE).replace(b"POST", method.encode(), 1))
                reply = await rest(pair)
            if method == "HEAD":
                assert reply.startswith(b"HTTP/1.1 413 ")
            elif (method, path) == ("POST", "/api/websites/id/imports"):
                refused = {"none": (404, "not_found"), "local": (403, "setup_required")}
                assert refusal(reply) == refused[auth], "a file to import may have any length"
                continue
            elif path == "/api/places/city-database" and method == "PUT" and auth == "local":
                assert refusal(reply) == (403, "setup_required"), "its handler has a limit of its own"
                continue
            else:
                assert refusal(reply) == (413, "payload_too_large"), (method, path)
            assert b"\r\nConnection: close\r\n" in reply


@pytest.mark.parametrize(
    ("path", "length"),
    [("/e", 102_401), ("/api/collect", 102_401), ("/api/auth/login", 16_385), ("/api/auth/setup", 16_385)],
)
async def test_smaller_limits_are_known_from_the_head(
    make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch, path: str, length: int
) -> None:
    monkeypatch.setattr(connections, "LINGER_LIMIT_S", 60.0)  # the reply ends before
    settings = make_settings(port=0, auth="local", collect_rate_limit=60)
    async with open_server(settings) as server, connected(server.port, 1) as (pair,):
        pair[1].write(post(path, length, "Expect: 100-continue"))
        reply = await rest(pair)
    assert refusal(reply) == (413, "payload_too_large")
    assert (b"X-RateLimit-Remaining: 60" in reply) == (path in ("/e", "/api/collect"))


async def test_a_body_is_asked_for_only_when_it_is_read(make_settings: MakeSettings) -> None:
    body = b'{"name": "Shop", "domain": "example.com"}'
    upload = post("/api/places/city-database", len(body)).replace(b"POST", b"PUT", 1)
    async with open_server(make_settings(port=0)) as server, connected(server.port, 2) as (refused, accepted):
        head = post("/api/websites/site_nothing/goals", 9, "Expect: 100-continue")
        assert await answer(refused, head) == b"HTTP/1.1 404 Not Found\r\n"
        for request, status in ((post("/api/websites", len(body)), b"201"), (upload, b"422")):
            head = request.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n")
            assert await answer(accepted, head) == b"HTTP/1.1 100 Continue\r\n"
            assert await answer(accepted, body) == b"\r\n"
            assert (await answer(accepted, b"")).split()[1] == status
            await accepted[0].readuntil(b"}}")


async def test_a_client_that_sends_all_of_a_refused_body_sees_the_reply(make_settings: MakeSettings) -> None:
    size = 5_000_000
    async with open_server(make_settings(port=0)) as server, connected(server.port, 1) as (pair,):
        pair[1].write(post("/e", size))
        for _ in range(100):
            pair[1].write(b"x" * (size // 100))
            await pair[1].drain()
        assert refusal(await rest(pair)) == (413, "payload_too_large")


def visitor(address: str) -> str:
    return f"X-Forwarded-For: {address}"


async def test_one_visitor_behind_a_proxy_keeps_no_other_out(make_settings: MakeSettings) -> None:
    settings = make_settings(port=0, max_connections=32, max_connections_per_address=8, trusted_proxies=PROXY)
    async with open_server(settings) as server, connected(server.port, 32) as attacks:
        await ask_all(attacks[:10], post("/e", 9, visitor("192.0.2.7")) + b"{")
        for pair in attacks[:2]:
            assert await rest(pair) == b"", "the ninth and tenth take the seats of the first ones"
        await ask_all(attacks[10:], post("/e", 9, visitor("192.0.2.7")) + b"{")
        async with connected(server.port, 20) as others:
            for pair in others:
                assert await answer(pair, get("/health/live", visitor("192.0.2.8"))) == OK
        async with connected(server.port, 1) as (check,):
            assert await answer(check) == OK


async def test_a_visitor_for_whom_the_server_works_on_too_many_connections_gets_429(
    make_settings: MakeSettings, slow_health: asyncio.Event
) -> None:
    settings = make_settings(port=0, max_connections_per_address=8, trusted_proxies=PROXY)
    async with open_server(settings) as server, connected(server.port, 8) as busy:
        await ask_all(busy, get("/api/health", visitor("192.0.2.7")))
        async with connected(server.port, 2) as (ninth, other):
            ninth[1].write(get("/health/live", visitor("192.0.2.7")))
            assert refusal(await rest(ninth)) == (429, "rate_limited")
            assert await answer(other, get("/health/live", visitor("192.0.2.8"))) == OK
        slow_health.set()
        for pair in busy:
            assert OK in await pair[0].readuntil(b'"healthy"}')
            assert await answer(pair, get("/health/live", visitor("192.0.2.7"))) == OK, "answered ones do not count"


@pytest.mark.parametrize("trusted", [PROXY, pytest.param((), marks=pytest.mark.expects_log("X-Forwarded-For"))])
async def test_a_seat_is_kept_for_the_health_check_of_this_computer(
    make_settings: MakeSettings, slow_health: asyncio.Event, trusted: tuple[object, ...]
) -> None:
    settings = make_settings(port=0, max_connections=16, trusted_proxies=trusted)
    async with open_server(settings) as server, connected(server.port, 16) as busy:
        await ask_all(busy, get("/api/health"))
        async with AsyncExitStack() as stack:
            for _ in range(3 * SPARE_SEATS):  # as many as like, each in the seat of one that is answered
                (pair,) = await stack.enter_async_context(connected(server.port, 1))
                assert await answer(pair) == OK
        async with connected(server.port, 1, "127.0.0.9") as (far,):
            assert await answer(far) == OK, "every address of this computer"
        for request in (get("/s.js"), post("/e", 2) + b"{}", get("/health/live", visitor("192.0.2.7"))):
            async with connected(server.port, 1) as (stranger,):
                stranger[1].write(request)
                assert refusal(await rest(stranger)) == (503, "ingest_overloaded")
        slow_health.set()
        for pair in busy:
            assert OK in await pair[0].readuntil(b'"healthy"}'), "the server works for them, so they are not closed"


async def test_connections_over_https_make_room_and_keep_a_seat_alike(
    make_settings: MakeSettings, slow_health: asyncio.Event, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    authority.issue()
    settings = make_settings(port=0, max_connections=16, tls_cert=authority.cert, tls_key=authority.key)
    context = authority.client()
    async with open_server(settings) as server, AsyncExitStack() as stack:

        async def connect() -> Pair:
            reader, writer = await asyncio.open_connection("localhost", server.port, ssl=context)
            stack.callback(writer.close)
            return reader, writer

        stalled = [await connect() for _ in range(16)]
        await ask_all(stalled, post() + b"{")
        busy = [await connect() for _ in range(16)]
        await ask_all(busy, get("/api/health"))
        for request, status in ((ASK, b"200"), (get("/s.js"), b"503"), (post("/e", 2) + b"{}", b"503")):
            assert (await answer(await connect(), request)).split()[1] == status
        slow_health.set()
        for pair in busy:
            assert OK in await pair[0].readuntil(b'"healthy"}')


@asynccontextmanager
async def unread(server: RunningServer, count: int = 1) -> AsyncIterator[list[socket.socket]]:
    """Connections of a client that takes little at a time."""
    sockets = [socket.socket() for _ in range(count)]
    for client in sockets:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        client.setblocking(False)
        await asyncio.get_running_loop().sock_connect(client, ("127.0.0.1", server.port))
    try:
        yield sockets
    finally:
        for client in sockets:
            client.close()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.to_thread(lambda: None)  # the loop goes on meanwhile


async def test_readers_that_do_not_read_keep_no_newcomer_out(
    make_settings: MakeSettings, entered: list[tuple[ConnectionLimiter, Connection]]
) -> None:
    async with open_server(make_settings(port=0, max_connections=16)) as server, unread(server, 16) as clients:
        for client in clients:
            client.send(get("/api/openapi.json"))
        await until(lambda: len(entered) == 16 and all(one.writing_paused for _, one in entered))
        async with connected(server.port, 16, "127.0.0.9") as newcomers:
            for pair in newcomers:
                assert await answer(pair) == OK


async def test_a_client_that_reads_no_replies_of_the_collector_is_not_read_on(
    make_settings: MakeSettings,
    monkeypatch: pytest.MonkeyPatch,
    entered: list[tuple[ConnectionLimiter, Connection]],
) -> None:
    arrived = 0
    data_received = LaneConnection.data_received

    def count(client: LaneConnection, data: bytes) -> None:
        nonlocal arrived
        arrived += bool(data)
        data_received(client, data)

    monkeypatch.setattr(LaneConnection, "data_received", count)
    async with open_server(make_settings(port=0)) as server, unread(server) as (client,):
        await until(lambda: len(entered) == 1)
        transport = entered[0][1].transport
        assert transport is not None
        for number in range(1, 1_000):  # each arrives alone, as the fast lane has it
            client.send(post("/e", 1) + b"{")
            await until(lambda number=number: arrived >= number or not transport.is_reading())
            if not transport.is_reading():
                break
        assert not transport.is_reading()
        assert 50_000 < transport.get_write_buffer_size() < 100_000, "replies that wait for the client"


async def test_a_last_reply_that_is_not_read_is_given_up(
    make_settings: MakeSettings,
    monkeypatch: pytest.MonkeyPatch,
    entered: list[tuple[ConnectionLimiter, Connection]],
) -> None:
    monkeypatch.setattr(connections, "STALL_LIMIT_S", 0.05)
    async with open_server(make_settings(port=0)) as server, unread(server) as (client,):
        await until(lambda: len(entered) == 1)
        limiter, connection = entered[0]
        assert connection.transport is not None
        connection.transport.set_write_buffer_limits(high=10_000_000)  # so that the server need not wait
        client.send(get("/api/openapi.json", "Connection: close"))
        await until(lambda: connection.transport is not None and connection.transport.is_closing())
        await until(lambda: len(limiter) == 0)
