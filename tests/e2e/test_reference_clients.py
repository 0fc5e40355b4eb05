"""Clients of the reference in a real browser: their events reach this server from another origin."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp.test_utils import TestServer

from app.api.client import ApiClient
from app.config import Settings
from app.domain.websites import NewWebsite
from app.server.context import ServerContext
from app.server.factory import create_app
from tests.e2e.browser import Tab
from tests.e2e.sites import Shop
from tests.server.conftest import open_parts

pytestmark = pytest.mark.asyncio(loop_scope="session")

# The ways in which a tracker or an SDK sends JSON to another origin; the first three with cookies. Replies are read to
# their end: only then the browser says that a request is finished.
WAYS = {
    "a beacon": "navigator.sendBeacon(url, new Blob([body], { type: 'application/json' }))",
    "a request with cookies": """
        fetch(url, { method: 'POST', body, headers, credentials: 'include', keepalive: true })
            .then(reply => reply.text())
    """,
    "an old request with cookies": """new Promise(done => {
        const request = new XMLHttpRequest();
        request.open('POST', url);
        request.withCredentials = true;
        request.setRequestHeader('Content-Type', 'application/json');
        request.onloadend = () => done(request.status);
        request.send(body);
    })""",
    "a request without cookies": """
        fetch(url, { method: 'POST', body, headers, credentials: 'omit' }).then(reply => reply.text())
    """,
}


@pytest_asyncio.fixture(loop_scope="session")
async def server(tmp_path: Path) -> AsyncIterator[tuple[str, ServerContext]]:
    """A server at `localhost`; the shop is at 127.0.0.1."""
    async with AsyncExitStack() as stack:
        settings = Settings(host="127.0.0.1", port=3000, data_dir=tmp_path, collect_rate_limit=0)
        context = await open_parts(settings, None, stack)
        server = await stack.enter_async_context(TestServer(create_app(context)))
        stack.callback(context.hub.close)
        yield f"http://localhost:{server.port}", context


@pytest.mark.parametrize("path", ["/e", "/api/collect"])
@pytest.mark.parametrize("way", WAYS)
async def test_events_sent_as_json_from_another_origin_arrive(
    server: tuple[str, ServerContext], shop: Shop, tab: Tab, way: str, path: str
) -> None:
    url, context = server
    api = ApiClient(url)
    website = await api.add_website(NewWebsite("Shop", "shop.example", "UTC"))
    await api.close()
    shop.put("/", "")
    await tab.page.goto(shop.url + "/")
    event = {"website_id": website.id, "type": "pageview", "url": shop.url + "/"}
    async with tab.page.expect_event("requestfinished", lambda sent: sent.url == url + path):
        await tab.page.evaluate(
            "([url, body]) => { const headers = { 'Content-Type': 'application/json' }; return "
            + WAYS[way].strip()
            + "; }",
            [url + path, json.dumps(event)],
        )
    assert context.ingest.status().accepted == 1
    assert tab.errors == []
    assert tab.console == []
