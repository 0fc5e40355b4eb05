"""A real server with the sample shop, for tests of pages: 90 days of visits that end at `samples.NOW`.

It runs on a thread of its own for all tests of a process. Tests that change the shop add a website of their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app.api.client import ApiClient
from app.api.wire import WebsiteReply
from app.config import Settings
from app.loop import LoopThread
from app.server.lifecycle import RunningServer, open_server
from app.ui.bridge import Bridge
from app.ui.pages.page import PageContext
from app.ui.servers.server_link import ServerLink
from tests.ui.samples import NOW

OWNER_TOKEN = "the-owner-of-the-shop"
START_LIMIT_S = 30


@dataclass(frozen=True, slots=True)
class Shop:
    """The sample website of a running server. loop: of the server and of its clients."""

    server: RunningServer
    site: WebsiteReply
    loop: LoopThread

    @contextmanager
    def context(self) -> Iterator[PageContext]:
        """Yield the context of a page that asks this server."""
        bridge = Bridge(self.loop)
        client = ApiClient(self.server.url, OWNER_TOKEN)
        yield PageContext(bridge, client, ServerLink(bridge, None, lambda _: client), lambda: NOW)
        bridge.stop()
        self.loop.submit(client.close()).result(START_LIMIT_S)


@contextmanager
def opened_shop(folder: Path) -> Iterator[Shop]:
    """Start a server in an empty folder, with the sample website, until the context ends."""
    loop = LoopThread()
    loop.start()
    settings = Settings(host="127.0.0.1", port=0, data_dir=folder, collect_rate_limit=0, rate_limit_disable=True)
    opened = open_server(settings, owner_token=OWNER_TOKEN, clock=lambda: NOW)
    server = loop.submit(opened.__aenter__()).result(START_LIMIT_S)
    client = ApiClient(server.url, OWNER_TOKEN)
    site = loop.submit(client.add_sample_website()).result(START_LIMIT_S)
    yield Shop(server, site, loop)
    loop.submit(client.close()).result(START_LIMIT_S)
    loop.submit(opened.__aexit__(None, None, None)).result(START_LIMIT_S)
    assert loop.stop(5), "the asyncio thread did not end"
