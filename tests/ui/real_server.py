"""A real server with the sample shop, for tests of pages: 90 days of visits that end at `samples.NOW`.

It is a process of its own, started once for all tests. Tests that change the shop add a website of their own.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.loop import LoopThread
from app.ui.bridge import Bridge
from app.ui.pages.page import PageContext
from app.ui.servers.server_link import ServerLink
from tests.ui.samples import NOW

OWNER_TOKEN = "the-owner-of-the-shop"
LIMIT_S = 30
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class ShopServer:
    """A running server of the sample website."""

    url: str
    site: WebsiteReply


@dataclass(frozen=True, slots=True)
class Shop:
    """The sample website of a running server. loop: of the clients. clients: those that the test opened."""

    server: ShopServer
    site: WebsiteReply
    loop: LoopThread
    clients: list[ApiClient] = field(default_factory=list)

    def client(self, url: str | None = None) -> ApiClient:
        """Return a new client of the owner, of this server or of another, which the context closes at its end.

        A test does not close it: a page that is still open would open it again with its next question.
        """
        self.clients.append(ApiClient(url or self.server.url, OWNER_TOKEN))
        return self.clients[-1]

    @contextmanager
    def context(self) -> Iterator[PageContext]:
        """Yield the context of a page that asks this server."""
        bridge = Bridge(self.loop)
        client = self.client()
        try:
            yield PageContext(bridge, client, ServerLink(bridge, None, lambda _: client), lambda: NOW)
        finally:
            bridge.stop()
            for client in self.clients:
                self.loop.submit(client.close()).result(LIMIT_S)


@contextmanager
def running_loop() -> Iterator[LoopThread]:
    """Run an asyncio thread until the context ends."""
    loop = LoopThread()
    loop.start()
    try:
        yield loop
    finally:
        assert loop.stop(LIMIT_S), "the asyncio thread did not end"


@contextmanager
def opened_shop(folder: Path) -> Iterator[ShopServer]:
    """Start a server in an empty folder, with the sample website, until the context ends."""
    command = [sys.executable, "-m", "tests.ui.shop_server", str(folder), OWNER_TOKEN]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        assert url, "the server of the shop did not start"
        with running_loop() as loop:
            client = ApiClient(url, OWNER_TOKEN)
            site = loop.submit(client.add_sample_website()).result(LIMIT_S)
            loop.submit(client.close()).result(LIMIT_S)
        yield ShopServer(url, site)
        process.stdin.close()
        assert process.wait(LIMIT_S) == 0
