"""Fixtures of the end-to-end tests: one browser for all of them; a shop, a collector and a tab for each."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext

from tests.e2e.browser import Tab, running_browser
from tests.e2e.sites import Collector, Shop, served
from tests.e2e.window import Customer, customer

Visit = Callable[..., Awaitable[Tab]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(browser_path: str) -> AsyncIterator[Browser]:
    async with running_browser(browser_path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """New visitor: storage and cookies of their own."""
    context = await browser.new_context(locale="de-AT", viewport={"width": 800, "height": 600})
    context.set_default_timeout(10_000)
    yield context
    await context.close()


@pytest_asyncio.fixture(loop_scope="session")
async def tab(context: BrowserContext) -> AsyncIterator[Tab]:
    """Tab in which no page may throw."""
    tab = await Tab.open(context)
    yield tab
    assert tab.errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def collector() -> AsyncIterator[Collector]:
    """Collector at `localhost`; the shop is at 127.0.0.1, which is neither the same origin nor the same site."""
    collector = Collector()
    async with served(collector.application()) as port:
        collector.url = f"http://localhost:{port}"
        yield collector


@pytest_asyncio.fixture(loop_scope="session")
async def shop() -> AsyncIterator[Shop]:
    shop = Shop()
    async with served(shop.application()) as port:
        shop.url = f"http://127.0.0.1:{port}"
        yield shop


@pytest.fixture
def visit(tab: Tab, shop: Shop, collector: Collector) -> Visit:
    """Put a page with the snippet on the shop and go there.

    attributes: further ones of the snippet. path: may have a query and a fragment. script: path of the script.
    """

    async def visit(
        attributes: str = "",
        *,
        path: str = "/",
        head: str = "",
        body: str = "",
        script: str = "/s.js",
        referer: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Tab:
        snippet = f'<script defer src="{collector.url}{script}" data-website-id="site_test" {attributes}></script>'
        shop.put(path.partition("?")[0].partition("#")[0], head + snippet, body, headers)
        await tab.page.goto(shop.url + path, referer=referer)
        return tab

    return visit


@pytest.fixture
def shopper(browser_path: str) -> Iterator[Customer]:
    """Visitor with a browser of their own, for tests that run no loop."""
    with customer(browser_path) as shopper:
        yield shopper
