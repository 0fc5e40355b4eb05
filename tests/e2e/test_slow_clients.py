"""Ten thousand slow clients that begin a request and never end it, all behind one proxy."""

from __future__ import annotations

import contextlib
import resource
import socket
from collections.abc import Iterator
from pathlib import Path

from tests.program import serving

CLIENTS = 10_000
BEGUN = b"POST /api/collect HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 9"


@contextlib.contextmanager
def many_files(limit: int) -> Iterator[None]:
    """Raise the number of files this process may have open to `limit`, as far as the system allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, limit)), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def connect_slowly(port: int) -> socket.socket:
    """Open a connection and send half a request; the server may close it meanwhile."""
    client = socket.create_connection(("127.0.0.1", port), timeout=10)
    with contextlib.suppress(ConnectionError):
        client.sendall(BEGUN)
    return client


def test_ten_thousand_slow_connections_block_no_client_and_lose_no_event(tmp_path: Path) -> None:
    with (
        many_files(CLIENTS + 200),
        contextlib.ExitStack() as clients,
        serving(tmp_path, TRUSTED_PROXIES="127.0.0.1", MAX_CONNECTIONS="2000") as program,
    ):
        website = program.add_website()
        event = {"website_id": website, "type": "pageview", "url": "https://shop.example.com/"}
        for number in range(CLIENTS):
            clients.enter_context(connect_slowly(program.port))
            if number % 1_000 == 0:
                assert program.ask("/api/collect", event) == {"ok": True}
        assert program.ask("/api/health") == {"status": "healthy"}
        queue = program.ask("/api/server/status")["data"]["queue"]
        assert (queue["accepted"], queue["refused"]) == (CLIENTS // 1_000, 0)
